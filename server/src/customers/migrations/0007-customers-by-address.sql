-- Whom a message from an address is from.
create index contact_points_address on customers.contact_points (channel, lower(address));
