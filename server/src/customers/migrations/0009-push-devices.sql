-- Browsers in which customers turned notifications on. Each is a contact point of the channel `push`; here is by what it is reached.
create table customers.push_devices (
  id uuid primary key,
  customer_id uuid not null references customers.customers on delete cascade,
  -- That of the contact point, such as `chrome-android-0a1b2c3d4e5f`.
  address text not null,
  -- SHA-256 of the address at the push service: the same browser turned on again takes the place of what was.
  endpoint_hash bytea not null,
  -- The public key that it subscribed to: only who has the private one can send to it.
  application_key text not null,
  -- Address at the push service and keys, encrypted with the customer's key.
  subscription bytea not null,
  turned_on_at timestamptz not null,
  renewed_at timestamptz not null,
  unique (customer_id, address),
  unique (customer_id, endpoint_hash)
);
