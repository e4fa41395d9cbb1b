-- Attempts to bring renditions to contact points. The states and their ways are told in delivery/states.ts.
create table delivery.deliveries (
  id uuid not null,
  -- That of the communication: the partition.
  month date not null,
  communication_id uuid not null,
  customer_id uuid not null,
  run_id uuid,
  channel text not null check (channel in ('email', 'post', 'portal', 'sms')),
  -- `document` brings the communication itself, `notice` tells of it.
  purpose text not null check (purpose in ('document', 'notice')),
  address text not null,
  state text not null check (state in
    ('queued', 'sending', 'sent', 'delivered', 'available', 'printed', 'failed', 'bounced', 'unknown', 'cancelled')),
  attempts integer not null default 0,
  -- Which process has it in hand, and since when; set exactly in the state `sending`, and kept in `unknown` for the record.
  claimed_by text,
  claimed_at timestamptz,
  -- When it is due to be sent. Null: not ready to be sent (a letter waits for its print stream, a mail for being built).
  next_attempt_at timestamptz,
  -- Message-ID of the mail, or the gateway's id of the short message.
  message_id text,
  last_error text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (id, month),
  -- What makes routing safe to repeat.
  unique (communication_id, channel, purpose, month)
) partition by range (month);
create index deliveries_due on delivery.deliveries (channel, next_attempt_at) where state = 'queued' and next_attempt_at is not null;
create index deliveries_in_hand on delivery.deliveries (claimed_at) where state = 'sending';
create index deliveries_for_person on delivery.deliveries (state, id) where state in ('unknown', 'failed');
create index deliveries_of_run on delivery.deliveries (run_id, channel, id) where state = 'queued';
create index deliveries_of_customer on delivery.deliveries (customer_id, id);

-- What is known of a delivery, in the order in which it became known.
create table delivery.receipts (
  id uuid not null,
  month date not null,
  delivery_id uuid not null,
  at timestamptz not null,
  kind text not null,
  detail text,
  primary key (id, month)
) partition by range (month);
create index receipts_of_delivery on delivery.receipts (delivery_id, id);

-- Mails exactly as they go out, built and archived before the first attempt; every attempt sends these bytes.
create table delivery.sent_messages (
  delivery_id uuid not null,
  month date not null,
  communication_id uuid not null,
  message_id text not null,
  -- The part of the return path that names the delivery (VERP).
  return_token text not null,
  envelope_from text not null,
  envelope_to text not null,
  pack text not null,
  pack_offset bigint not null,
  pack_length integer not null,
  size integer not null,
  sha256 bytea not null,
  built_at timestamptz not null,
  primary key (delivery_id, month)
) partition by range (month);
create index sent_messages_of_communication on delivery.sent_messages (communication_id);
create index sent_messages_return_token on delivery.sent_messages (return_token);

-- Deliveries per run, channel, purpose and state, kept in the transaction that changes the states.
create table delivery.counters (
  -- All zeros for communications that belong to no run.
  run_id uuid not null,
  channel text not null,
  purpose text not null,
  state text not null,
  deliveries integer not null,
  primary key (run_id, channel, purpose, state)
);

-- Whether the other side of a channel answers.
create table delivery.channel_states (
  channel text primary key,
  up boolean not null,
  since timestamptz not null,
  error text
);

create table delivery.print_streams (
  id uuid primary key,
  run_id uuid not null,
  month date not null,
  -- 1 for the letters of the run itself; records retried later make further ones.
  number integer not null,
  state text not null check (state in ('building', 'ready', 'failed')),
  mail_pieces integer not null,
  pages integer not null default 0,
  sheets integer not null default 0,
  bytes bigint not null default 0,
  sha256 bytea,
  error text,
  created_at timestamptz not null,
  ready_at timestamptz,
  unique (run_id, number)
);

-- What lies in a print stream, in its order. Fixed when the stream is planned: building it again gives the same bytes.
create table delivery.mail_pieces (
  stream_id uuid not null references delivery.print_streams,
  sequence integer not null,
  delivery_id uuid not null unique,
  communication_id uuid not null,
  customer_id uuid not null,
  address text not null,
  first_page integer,
  pages integer,
  sheets integer,
  primary key (stream_id, sequence)
);

-- The demonstration: mails and short messages that were caught instead of leaving this machine. The bytes are objects.
create table delivery.caught_messages (
  id uuid primary key,
  at timestamptz not null,
  kind text not null check (kind in ('mail', 'sms')),
  sender text not null,
  recipients text[] not null,
  subject text not null,
  bytes integer not null,
  message_id text,
  -- The first caught with a key wins: gateways don't send twice what carries the same idempotency key.
  idempotency_key text unique,
  object_key text not null
);
