-- A suggestion changes more than the words of one text: whole nodes, and several places at once, such as both halves of a divided paragraph.
-- A list of {place, text, from, to, inserted} and {place, between, gone, come}.
alter table content.suggestions add column changes jsonb;
update content.suggestions
  set changes = jsonb_build_array(jsonb_build_object('place', place, 'text', text, 'from', starts, 'to', ends, 'inserted', inserted));
alter table content.suggestions alter column changes set not null;
alter table content.suggestions drop column place, drop column text, drop column starts, drop column ends, drop column inserted;
