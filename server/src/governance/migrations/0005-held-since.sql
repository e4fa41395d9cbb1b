-- Since when rules have held a message: what is held again and again is let go, or withheld, after the longest hold all the same.
alter table governance.contacts add column held_since timestamptz;
update governance.contacts set held_since = at where state = 'held' and code <> 'by-person';
