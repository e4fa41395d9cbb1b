-- Days until a decision is wanted, where who submits says no day. Null is no day.
alter table content.review_stages add column due_days smallint check (due_days between 1 and 365);
