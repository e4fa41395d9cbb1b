-- The order of a mapping's fields means something, and jsonb keeps none.
alter table intake.imports alter column mapping type json;
