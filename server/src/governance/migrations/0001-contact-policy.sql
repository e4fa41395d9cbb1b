-- The contact policy: its versions, what it decided about each message, and what is the case with customers.

create table governance.policies (
  version integer primary key,
  policy jsonb not null,
  -- Why it was changed.
  note text not null,
  state text not null check (state in ('proposed', 'approved', 'refused')),
  -- From when on it holds, once approved.
  effective_from timestamptz not null,
  proposed_at timestamptz not null,
  proposed_by text not null,
  proposed_by_id text not null,
  decided_at timestamptz,
  decided_by text
);

-- One row for each communication: what was decided about it last, and why. Those that were sent are the history that rules look back at.
create table governance.contacts (
  communication_id uuid not null,
  -- Of `at`; a message that waited over the turn of a month moves along.
  month date not null,
  customer_id uuid not null,
  -- Who lives together, made from the address; the customer's own id where there is none.
  household uuid not null,
  run_id uuid,
  template_id text not null,
  purpose text not null,
  channel text not null,
  matter text not null,
  matter_key text,
  valid_until timestamptz,
  state text not null check (state in ('sent', 'held', 'waiting', 'withheld', 'cancelled')),
  -- When this was decided; of those sent, the moment that counts.
  at timestamptz not null,
  code text not null,
  rule text,
  -- Version of the policy.
  policy integer not null,
  -- When a held message is asked about again; null when that is under way.
  until timestamptz,
  priority smallint not null,
  -- Conflict rules that a person set aside.
  approved text[] not null default '{}',
  gathered boolean not null default false,
  -- What was counted against budgets, in hundredths of a cent.
  cost integer not null default 0,
  details jsonb not null default '{}',
  primary key (communication_id, month)
) partition by range (month);
create index contacts_of_customer on governance.contacts (customer_id, at) where state = 'sent';
create index contacts_of_household on governance.contacts (household, at) where state = 'sent';
create index contacts_due on governance.contacts (until) where state = 'held';
create index contacts_waiting on governance.contacts (communication_id) where state = 'waiting';
create index contacts_of_run on governance.contacts (run_id, communication_id) where state in ('held', 'waiting', 'withheld');

-- Messages of each run by what became of them.
create table governance.run_counts (
  run_id uuid not null,
  state text not null,
  contacts integer not null,
  primary key (run_id, state)
);

-- What messages cost, by month on the organisation's clock, in hundredths of a cent.
create table governance.spending (
  month date not null,
  purpose text not null,
  channel text not null,
  amount bigint not null,
  contacts integer not null,
  primary key (month, purpose, channel)
);

-- What is the case with a customer, such as an open complaint.
create table governance.circumstances (
  id uuid primary key,
  customer_id uuid not null references customers.customers on delete cascade,
  household uuid not null,
  kind text not null,
  since timestamptz not null,
  ended_at timestamptz,
  note text not null,
  noted_at timestamptz not null,
  noted_by text not null
);
create index circumstances_of_customer on governance.circumstances (customer_id);
create index circumstances_of_household on governance.circumstances (household);
