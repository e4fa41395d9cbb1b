-- One vocabulary of receipts for all channels.
update delivery.receipts r set kind = case r.kind
    when 'bounced' then case when exists (select from delivery.returned_mails m where m.delivery_id = r.delivery_id and m.hard)
      then 'bounced-hard' else 'bounced-soft' end
    when 'auto-replied' then 'answered-automatically'
    when 'came-back' then 'answered'
    when 'given-up' then 'expired'
  end
where r.kind in ('bounced', 'auto-replied', 'came-back', 'given-up');

-- What makes a receipt the same when it comes again; null for our own steps.
alter table delivery.receipts add column source_key text;
create unique index receipts_once on delivery.receipts (month, delivery_id, source_key);

create index deliveries_message on delivery.deliveries (message_id) where message_id is not null;

-- Receipts that came before the message that they are about was written down as sent.
create table delivery.early_receipts (
  id uuid primary key,
  came_at timestamptz not null,
  channel text not null,
  account text not null,
  receipt jsonb not null
);

-- Answers of people, and our own mail that came back round a loop, are kept beside the reports.
alter table delivery.returned_mails drop constraint returned_mails_kind_check;
update delivery.returned_mails set kind = 'reply' where kind = 'other';
alter table delivery.returned_mails add constraint returned_mails_kind_check
  check (kind in ('failed', 'delayed', 'complaint', 'auto-reply', 'reply', 'loop'));

-- How far a mailbox is read. What was noted is known by `returned_mails`; this saves reading it again, and ends what a death interrupted.
create table delivery.inboxes (
  mailbox text primary key,
  uid_validity text not null,
  seen_uid bigint not null,
  -- Came before our sender had written down the mail that they are about; looked at again.
  waiting bigint[] not null,
  -- Noted, and to be moved away or marked.
  to_move bigint[] not null,
  to_mark bigint[] not null,
  read_at timestamptz not null
);
