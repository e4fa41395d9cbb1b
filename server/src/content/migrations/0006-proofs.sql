-- Regression proofs: records composed with the version before and the new one, and what is different. Kept with the review.
create table content.proofs (
  id uuid primary key,
  version_id uuid not null references content.reviews,
  before_id uuid,
  before_version integer,
  state text not null check (state in ('running', 'done', 'failed')),
  real_records integer not null,
  total integer not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  -- Since when, and from which number of records on, the present worker is at it: what is left is told from that.
  working_since timestamptz,
  working_from integer not null default 0,
  problem text
);
create index proofs_version on content.proofs (version_id, id desc);

create table content.proof_items (
  proof_id uuid not null references content.proofs,
  position integer not null,
  label text not null,
  -- Number of a sample in the version, or id of a record in intake.
  sample integer,
  record_id text,
  state text not null default 'pending' check (state in ('pending', 'same', 'different', 'failing')),
  findings jsonb not null default '[]',
  verdict text check (verdict in ('expected', 'refused')),
  reason text,
  judged_by text,
  judged_at timestamptz,
  primary key (proof_id, position),
  check ((sample is null) <> (record_id is null))
);
