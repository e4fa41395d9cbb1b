-- The register of personal data: how sensitive attributes are and what for they may be used. Every change is a version.
create table content.data_rules (
  id text primary key,
  version integer not null,
  created_at timestamptz not null
);
create table content.data_rule_versions (
  rule_id text not null references content.data_rules,
  version integer not null,
  -- As the contract's DataRuleContent says; null where it was taken out of the register.
  content jsonb,
  reason text not null,
  at timestamptz not null,
  -- `kind/id` and name of the actor.
  actor text not null,
  actor_name text not null,
  primary key (rule_id, version)
);
create trigger data_rule_versions_never_change before update or delete on content.data_rule_versions
  for each row execute function content.refuse_change('rule of the register of personal data');

-- Which attributes a version of a template uses and where, found once: versions don't change.
create table content.attribute_uses (
  version_id uuid not null references content.template_versions on delete cascade,
  -- The day on which the last of its wordings began; '' where it has one wording of everything.
  day text not null,
  purpose text not null,
  uses jsonb not null,
  -- All that its records have by its schema.
  attributes text[] not null,
  primary key (version_id, day)
);
