-- Reminders of reviews by mail: whether somebody wants them, and in which language.
create table content.reminder_choices (
  user_id text primary key,
  wanted boolean not null,
  language text not null
);

-- Who was reminded of what: of a review once for each day on which it is due.
create table content.reminders (
  version_id uuid not null references content.reviews on delete cascade,
  due date not null,
  user_id text not null,
  at timestamptz not null,
  primary key (version_id, due, user_id)
);
create index reminders_user on content.reminders (user_id, at);
