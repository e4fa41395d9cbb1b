-- Deliveries that go out as parts of another one's mail, in the order in which they stand there. What becomes of the mail becomes of them.
create table delivery.digest_parts (
  delivery_id uuid primary key,
  month date not null,
  carrier_id uuid not null,
  carrier_month date not null,
  position integer not null
);
create index digest_parts_of_carrier on delivery.digest_parts (carrier_id, position);
