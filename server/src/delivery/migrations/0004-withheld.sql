-- Deliveries that may not go out any more because the customer withdrew the consent or objected; gone when the delivery has come to its end.

create table delivery.withheld (
  delivery_id uuid not null,
  month date not null,
  reason text not null,
  at timestamptz not null,
  primary key (delivery_id, month)
);
