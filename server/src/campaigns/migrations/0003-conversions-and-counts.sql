-- What customers did, told by other systems, beside who was left out; and counts of all customers.

alter table campaigns.campaigns
  -- `{event, days}`: what customers are to do, and within how many days it counts.
  add column conversion jsonb;

alter table campaigns.groups
  -- From when on conversions count; of a holdout the moment at which the others of its wave were begun with.
  add column begun_at timestamptz,
  -- Customers who did it.
  add column conversions integer not null default 0;
update campaigns.groups g set begun_at = coalesce((select r.started_at from production.runs r where r.id = g.run_id), c.started_at)
  from campaigns.campaigns c where c.id = g.campaign_id and (g.run_id is not null or g.variant = 'holdout');

create index members_of_customer on campaigns.members (customer_id);

-- Once for each customer and campaign.
create table campaigns.conversions (
  campaign_id uuid not null references campaigns.campaigns on delete cascade,
  customer_id uuid not null,
  at timestamptz not null,
  primary key (campaign_id, customer_id)
);

-- A job that walks through all customers and counts whom a condition meets.
create table campaigns.audience_counts (
  id uuid primary key,
  rule text not null,
  -- By which template it is told who can be reached.
  template_id text,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  -- Customers that there were when it began.
  customers integer not null,
  -- The last customer that was looked at.
  position uuid,
  -- What was counted so far; kept with the position, so that a customer counts once.
  tally jsonb not null,
  error text,
  started_at timestamptz not null,
  started_by text not null,
  started_by_id text not null,
  ended_at timestamptz
);
create index audience_counts_running on campaigns.audience_counts (started_by_id) where state = 'running';
