-- What all rooms stand on: users and their sessions, keys, audit, the outbox, settings.

create table platform.users (
  id uuid primary key,
  email text not null,
  name text not null,
  roles text[] not null,
  password_hash text not null,
  must_change_password boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null,
  last_sign_in_at timestamptz
);
create unique index users_email on platform.users (lower(email));

create table platform.sessions (
  -- SHA-256 of the token: who reads this table cannot sign in with it.
  token_hash bytea primary key,
  user_id uuid not null references platform.users on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user on platform.sessions (user_id);

-- Wrong sign-ins per account and per address, for the limit on attempts.
create table platform.sign_in_attempts (
  subject text not null,
  at timestamptz not null
);
create index sign_in_attempts_subject on platform.sign_in_attempts (subject, at);

create table platform.api_keys (
  id uuid primary key,
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  roles text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table platform.settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- A data key per customer, wrapped by the master key. No wrapped key: destroyed.
create table platform.customer_keys (
  customer_id uuid primary key,
  wrapped bytea,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz
);

-- Transactions that append to the outbox or to the audit chain take their place in line at commit: a deferred trigger numbers the
-- rows under this lock, which is held until the commit is visible. So numbers become visible in their order and a reader that goes
-- by number skips nothing. One lock for both, so that two transactions cannot wait for each other.
create function platform.lock_commit_order() returns void language sql as
  $$ select pg_advisory_xact_lock(7226002) $$;

create sequence platform.outbox_position;
create table platform.outbox (
  id uuid primary key,
  -- Null until the transaction commits.
  position bigint unique,
  type text not null,
  subject text not null,
  at timestamptz not null,
  data jsonb not null
);
create index outbox_type on platform.outbox (type, position);
create function platform.number_event() returns trigger language plpgsql as $$
begin
  perform platform.lock_commit_order();
  update platform.outbox set position = nextval('platform.outbox_position') where id = new.id;
  perform pg_notify('posthorn_events', '');
  return null;
end $$;
create constraint trigger number_event after insert on platform.outbox
  deferrable initially deferred for each row execute function platform.number_event();

create table platform.event_cursors (
  subscriber text primary key,
  position bigint not null default 0,
  attempts integer not null default 0,
  retry_at timestamptz,
  last_error text
);

create table platform.audit_entries (
  id uuid primary key,
  -- Sequence and hashes are null until the transaction commits.
  sequence bigint unique,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  -- Canonical JSON of at, actor, action, subject and data: what is hashed.
  content text not null,
  previous_hash text,
  hash text
);
create index audit_entries_subject on platform.audit_entries (subject, sequence);
create index audit_entries_action on platform.audit_entries (action, sequence);

-- The end of the chain, so that cutting off the last entries is seen too.
create table platform.audit_head (
  one boolean primary key default true check (one),
  sequence bigint not null,
  hash text not null
);
insert into platform.audit_head values (true, 0, repeat('0', 64));

create function platform.link_audit_entry() returns trigger language plpgsql as $$
declare
  head platform.audit_head;
  link text;
begin
  perform platform.lock_commit_order();
  select * into head from platform.audit_head for update;
  link := encode(sha256(convert_to(head.hash || new.content, 'UTF8')), 'hex');
  update platform.audit_entries
    set sequence = head.sequence + 1, previous_hash = head.hash, hash = link where id = new.id;
  update platform.audit_head set sequence = head.sequence + 1, hash = link;
  return null;
end $$;
create constraint trigger link_audit_entry after insert on platform.audit_entries
  deferrable initially deferred for each row execute function platform.link_audit_entry();
