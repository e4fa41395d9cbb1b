-- Messages to browsers of customers.
alter table delivery.deliveries drop constraint deliveries_channel_check;
alter table delivery.deliveries add constraint deliveries_channel_check check (channel in ('email', 'post', 'portal', 'sms', 'push'));
