-- Who may sign for a client, in words, since when, and who said so.
create table signing_authority (
  client_id uuid not null references client,
  user_id uuid not null references "user",
  words text not null check (btrim(words) <> '' and length(words) <= 100),
  since_on date,
  recorded_by uuid not null references "user",
  -- the recorder's name at that time
  recorded_by_name text not null check (recorded_by_name <> ''),
  recorded_at timestamptz not null,
  primary key (client_id, user_id)
);
call protect_client_table('signing_authority', true);
grant select, insert, update, delete on signing_authority to tegoed_app;

-- What the daily proof found: an agreement whose evidence or files are not what was recorded. Nothing here of one that is sound.
create table agreement_defect (
  client_id uuid not null,
  agreement_id uuid not null,
  what text not null check (what in ('document', 'chain', 'file', 'file-hash')),
  found_at timestamptz not null,
  primary key (client_id, agreement_id, what),
  foreign key (client_id, agreement_id) references agreement
);
call protect_staff_table('agreement_defect');
grant select, insert, delete on agreement_defect to tegoed_app;

alter table agreement_evidence drop constraint agreement_evidence_kind_check;
alter table agreement_evidence add constraint agreement_evidence_kind_check
  check (kind in ('prepared', 'asked', 'opened', 'downloaded', 'signed', 'declined', 'completed', 'withdrawn', 'expired', 'superseded', 'cancelled', 'reminded', 'sealed'));

-- By what a session's person proved who they are; null where that is not known.
alter table session add column proven_by text check (proven_by in ('app', 'backup-code', 'password'));
