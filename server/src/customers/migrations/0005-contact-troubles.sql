-- Days on which messages to a contact point came back for a reason that may pass; several on one day are one trouble.
create table customers.contact_troubles (
  contact_point_id uuid not null references customers.contact_points on delete cascade,
  day date not null,
  reason text not null,
  primary key (contact_point_id, day)
);
