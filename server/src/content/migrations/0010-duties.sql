-- Duties: what laws and rules of the house want of communications. Every change is a version; which one holds is decided by the day.
create table content.duties (
  id text primary key,
  version integer not null,
  created_at timestamptz not null
);
create table content.duty_versions (
  duty_id text not null references content.duties,
  version integer not null,
  -- As the contract's DutyContent says.
  content jsonb not null,
  reason text not null,
  at timestamptz not null,
  -- `kind/id` and name of the actor.
  actor text not null,
  actor_name text not null,
  primary key (duty_id, version)
);
create trigger duty_versions_never_change before update or delete on content.duty_versions
  for each row execute function content.refuse_change('duty');

-- What became of a duty in a released version.
create table content.duty_verdicts (
  version_id uuid not null references content.template_versions on delete cascade,
  duty_id text not null references content.duties,
  duty_version integer not null,
  met boolean not null,
  findings jsonb not null,
  checked_at timestamptz not null,
  primary key (version_id, duty_id, duty_version)
);
create index duty_verdicts_duty on content.duty_verdicts (duty_id, duty_version);

-- What a template is about, by which duties find it.
alter table content.templates
  add products text[] not null default '{}',
  add countries text[] not null default '{}',
  -- Where a record says its customer's country, such as `customer.country`.
  add country_field text;
