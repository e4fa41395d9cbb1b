-- Wrong answers to the question before a mailbox, for the limit.
create table portal.wrong_answers (
  customer_id uuid not null,
  at timestamptz not null
);
create index wrong_answers_of on portal.wrong_answers (customer_id, at);
