-- What receivers report about a sender's domain: DMARC aggregate reports and reports about TLS, each once.
create table delivery.sender_reports (
  id uuid primary key,
  kind text not null check (kind in ('dmarc', 'tls')),
  organisation text not null,
  report_id text not null,
  domain text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  came_at timestamptz not null,
  unique (domain, kind, organisation, report_id)
);
create index sender_reports_of_domain on delivery.sender_reports (domain, ends_at);

create table delivery.dmarc_rows (
  sender_report_id uuid not null references delivery.sender_reports on delete cascade,
  source text not null,
  messages bigint not null,
  disposition text not null,
  dkim boolean not null,
  spf boolean not null,
  signed_for text not null,
  sent_for text not null
);
create index dmarc_rows_of_report on delivery.dmarc_rows (sender_report_id);

create table delivery.tls_rows (
  sender_report_id uuid not null references delivery.sender_reports on delete cascade,
  -- Empty: sessions that went well.
  reason text not null,
  receiver text not null,
  sessions bigint not null
);
create index tls_rows_of_report on delivery.tls_rows (sender_report_id);
