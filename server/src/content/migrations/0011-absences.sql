-- Who decides reviews in whose place, and when people were reminded of what is due.
create table content.absences (
  id uuid primary key,
  user_id text not null,
  user_name text not null,
  deputy_id text not null,
  deputy_name text not null,
  from_day date not null,
  until_day date not null,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  check (from_day <= until_day),
  check (user_id <> deputy_id)
);
create index absences_deputy on content.absences (deputy_id, until_day) where ended_at is null;

-- `kind/id` and name of the person in whose place it was decided.
alter table content.decisions add instead_of text, add instead_of_name text;
alter table content.reviews add reminded_on date;
