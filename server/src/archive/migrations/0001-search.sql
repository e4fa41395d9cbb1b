-- What communications are found by. Filled by events; can be built anew from production.communications at any time.
create table archive.search (
  communication_id uuid not null,
  month date not null,
  customer_id uuid not null,
  run_id uuid,
  channel text not null,
  language text not null,
  -- Words of subject, reference, record key, customer number and name, without accents and in lower case (rules.ts, wordsOf). The text
  -- of documents is not among them: it is kept encrypted, so that erasing a customer's key erases it everywhere.
  words tsvector not null,
  primary key (communication_id, month)
) partition by range (month);
create index search_words on archive.search using gin (words);
create index search_run on archive.search (run_id, communication_id);
create index search_customer on archive.search (customer_id, communication_id);

-- The state of each communication's own delivery (not that of its notice), apart from the words: it changes several times.
create table archive.delivery_states (
  communication_id uuid not null,
  month date not null,
  state text not null,
  primary key (communication_id, month)
) partition by range (month);
create index delivery_states_state on archive.delivery_states (state, communication_id);
