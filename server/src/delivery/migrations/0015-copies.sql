-- Copies of a communication go out beside it, each to its recipient, once.
alter table delivery.deliveries add column copy smallint not null default 0;
alter table delivery.deliveries drop constraint deliveries_purpose_check;
alter table delivery.deliveries add constraint deliveries_purpose_check check (purpose in ('document', 'notice', 'copy'));
alter table delivery.deliveries drop constraint deliveries_communication_id_channel_purpose_month_key;
alter table delivery.deliveries add constraint deliveries_once unique (communication_id, channel, purpose, copy, month);

-- Letters that came back, until somebody has settled what becomes of the address.
create table delivery.returned_letters (
  delivery_id uuid primary key,
  month date not null,
  communication_id uuid not null,
  customer_id uuid not null,
  reason text not null,
  at timestamptz not null,
  by text not null,
  -- What followed at once (returned/rules.ts).
  consequence text not null check (consequence in ('address', 'person', 'recipient', 'none')),
  -- How it was settled; null: not yet.
  settled text check (settled in ('corrected', 'unblocked', 'kept')),
  settled_at timestamptz,
  settled_by text,
  -- What a correction took the place of, to be put back.
  before jsonb,
  -- Number of the copy that was sent again.
  again smallint
);
create index returned_letters_open on delivery.returned_letters (at desc, delivery_id) where settled is null;
create index returned_letters_by_time on delivery.returned_letters (at desc, delivery_id);
