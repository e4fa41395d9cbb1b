-- What the first screen counts, kept up to date by events.
create table reports.counters (
  name text primary key,
  value bigint not null
);
