-- What lies in the mailboxes of customers: one row for each document that was delivered to the portal, written with its delivery.
create table delivery.mailbox (
  customer_id uuid not null,
  delivery_id uuid not null,
  month date not null,
  communication_id uuid not null,
  template_version_id uuid not null,
  title text not null,
  reference text not null,
  language text not null,
  pages integer not null,
  laid_at timestamptz not null,
  -- When the customer opened it first.
  read_at timestamptz,
  -- When it was sent out as a letter because nobody had opened it.
  posted_at timestamptz,
  primary key (customer_id, delivery_id)
);
-- The order of the list: unread first, then the newest.
create index mailbox_order on delivery.mailbox (customer_id, (read_at is not null), laid_at desc, delivery_id desc);

insert into delivery.mailbox (customer_id, delivery_id, month, communication_id, template_version_id, title, reference, language, pages, laid_at)
select d.customer_id, d.id, d.month, d.communication_id, c.template_version_id, c.subject, c.reference, c.language, c.pages, d.created_at
from delivery.deliveries d join production.communications c on c.id = d.communication_id and c.month = d.month
where d.channel = 'portal' and d.purpose = 'document' and d.state = 'available';

-- After so long unread, a document of the portal goes out as a letter too; null: never.
alter table delivery.fallback_chains add column unread_seconds integer check (unread_seconds >= 0);
-- Why another way is gone: the first failed, or nobody looked.
alter table delivery.fallbacks add column cause text not null default 'failed' check (cause in ('failed', 'unread'));

-- Not to be sent before: a notice waits for the end of quiet hours.
alter table delivery.deliveries add column not_before timestamptz;
