-- Mails that came back to the return path of one of ours: what they say, and the mail itself in a pack of the customer's.
create table delivery.returned_mails (
  id uuid primary key,
  at timestamptz not null,
  -- Of the mail as it came: servers deliver twice when an answer gets lost.
  sha256 bytea not null unique,
  delivery_id uuid not null,
  month date not null,
  kind text not null check (kind in ('failed', 'delayed', 'complaint', 'auto-reply', 'other')),
  reason text,
  hard boolean not null,
  status text,
  diagnostic text,
  pack text not null,
  pack_offset bigint not null,
  pack_length integer not null
);
create index returned_mails_of_delivery on delivery.returned_mails (delivery_id, at);
