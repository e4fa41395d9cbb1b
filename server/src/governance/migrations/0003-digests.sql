-- E-mails that go out together as one mail.

alter table governance.contacts
  -- The communication that carried it: its own where it is the first of them, null where it went alone.
  add column digest uuid,
  -- It has waited until its digest closed.
  add column kept boolean not null default false;
-- Those of a customer that are kept for one digest.
create index contacts_held on governance.contacts (customer_id) where state = 'held';

update governance.policies set policy = policy || '{"digests": []}' where not policy ? 'digests';
update governance.simulations set policy = policy || '{"digests": []}' where not policy ? 'digests';
