-- What held messages have waited for when their time comes is kept beside them; until now the reason of the hold said it.
update governance.contacts set gathered = true where state = 'held' and code = 'gathering';
update governance.contacts set kept = true where state = 'held' and code = 'digest';
