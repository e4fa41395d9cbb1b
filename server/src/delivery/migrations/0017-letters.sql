-- Letters: as what they are posted, the providers that print them, what the post follows them by; several letters in one envelope.

-- As what the letters of a template or a purpose are posted.
create table delivery.post_products (
  scope text not null check (scope in ('template', 'purpose')),
  name text not null,
  product text not null,
  primary key (scope, name)
);

-- What is known of letters that are more than pages in a print stream: registered ones, and those that a provider prints.
create table delivery.letters (
  delivery_id uuid not null,
  month date not null,
  product text not null,
  tracking_number text,
  -- When the provider was last asked, and whether nothing more will become known.
  asked_at timestamptz,
  ended boolean not null default false,
  primary key (delivery_id)
);
create index letters_to_ask on delivery.letters (asked_at nulls first, delivery_id) where not ended;

-- A mail piece holds one letter, or several in their order; those beside the first may be of other runs and months.
alter table delivery.mail_pieces add column position integer not null default 0;
alter table delivery.mail_pieces add column month date;
update delivery.mail_pieces p set month = s.month from delivery.print_streams s where s.id = p.stream_id;
alter table delivery.mail_pieces alter column month set not null;
alter table delivery.mail_pieces drop constraint mail_pieces_pkey;
alter table delivery.mail_pieces add primary key (stream_id, sequence, position);
