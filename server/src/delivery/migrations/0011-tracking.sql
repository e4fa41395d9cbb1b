-- Purposes of whose mails opens and clicks are counted, of customers who consented to it; none in the beginning.
create table delivery.tracked_purposes (
  purpose text primary key,
  opens boolean not null,
  clicks boolean not null
);
