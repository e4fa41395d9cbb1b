-- Hours of the customers' days in which messages of a run may go out; any where null.
alter table production.runs add column hours jsonb;
