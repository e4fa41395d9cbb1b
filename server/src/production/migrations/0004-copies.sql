-- Who gets a copy of a communication beside its addressee, fixed when it is composed.
create table production.copies (
  communication_id uuid not null,
  month date not null,
  number smallint not null check (number between 1 and 15),
  -- What the recipient is to the customer.
  kind text not null,
  name text not null,
  -- By which way and where to; null where no way is possible.
  channel text,
  address text,
  -- Why there is none.
  fault text,
  primary key (communication_id, number, month),
  check ((channel is not null and address is not null) or fault is not null)
) partition by range (month);

-- Renditions of copies lie beside those of the original, whose number is 0.
alter table production.renditions add column copy smallint not null default 0;
alter table production.renditions drop constraint renditions_pkey;
alter table production.renditions add primary key (communication_id, kind, copy, month);
