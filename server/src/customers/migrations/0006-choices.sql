-- What customers chose in the preference centre, so that it can be taken back as one.

create table customers.choices (
  id uuid primary key,
  customer_id uuid not null references customers.customers on delete cascade,
  at timestamptz not null,
  -- What held before and after.
  before jsonb not null,
  after jsonb not null,
  undone_at timestamptz
);
create index choices_customer on customers.choices (customer_id, at);
