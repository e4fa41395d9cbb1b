alter table campaigns.campaigns drop constraint campaigns_state_check,
  add constraint campaigns_state_check check (state in ('draft', 'approved', 'drawing', 'sending', 'paused', 'done', 'stopped')),
  -- What it was doing when it was paused.
  add column paused_from text;

-- The run was paused with the campaign, and goes on with it.
alter table campaigns.groups add column held boolean not null default false;
