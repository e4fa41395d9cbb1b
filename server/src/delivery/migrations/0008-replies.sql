-- Messages of customers as they came, and what was answered. A row is written before anything follows from it.
create table delivery.replies (
  id uuid primary key,
  channel text not null,
  account text not null,
  -- The provider's id: the same reply is noted once.
  provider_id text not null,
  at timestamptz not null,
  sender text not null,
  recipient text not null,
  text text not null,
  -- stop, start, help; null for anything else.
  keyword text,
  -- Customers who have the address; none when nobody does.
  customer_ids uuid[] not null,
  answer text,
  -- Null without an answer. Claimed before it is sent, as deliveries are; nothing leads back from `unknown`.
  answer_state text check (answer_state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  answer_due timestamptz,
  answer_claimed_at timestamptz,
  answer_error text,
  unique (account, provider_id)
);
create index replies_answers_due on delivery.replies (channel, account, answer_due) where answer_state = 'queued';
create index replies_answers_in_hand on delivery.replies (answer_claimed_at) where answer_state = 'sending';
create index replies_of_sender on delivery.replies (sender, at);
