-- Agreements that both sides can prove: templates in versions, the document that was shown, who signs it, what happened to it, and its files.

-- The clauses of a kind of agreement in three languages. A version is a draft until it is published, and never changes afterwards.
create table agreement_template (
  kind text not null check (kind in ('hour-terms', 'managed', 'data-processing', 'change-order', 'notice')),
  version integer not null check (version > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash bytea not null check (length(content_hash) = 32),
  note text not null default '',
  changed_at timestamptz not null,
  published_at timestamptz,
  published_by uuid references "user",
  primary key (kind, version)
);
create unique index agreement_template_has_one_draft on agreement_template (kind) where published_at is null;
call protect_staff_table('agreement_template');
create policy published_rows on agreement_template for select to tegoed_client using (published_at is not null);
grant select, insert, update, delete on agreement_template to tegoed_app;

create function refuse_published_change() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'version % of % is published', old.version, old.kind using errcode = 'TG900';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger published_stays before update or delete on agreement_template for each row execute function refuse_published_change();
create trigger published_stays_whole before truncate on agreement_template for each statement execute function refuse_change();

-- One revision of the document for a subject (a client's hour terms, a proposal). `document` is what was shown, its values already texts.
create table agreement (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  number bigint not null unique,
  kind text not null,
  template_version integer not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  subject_kind text not null check (subject_kind in ('hour-terms', 'proposal', 'contract', 'change-order', 'notice')),
  subject_id text not null check (subject_id <> ''),
  revision integer not null check (revision > 0),
  document jsonb not null check (jsonb_typeof(document) = 'object'),
  document_hash bytea not null check (length(document_hash) = 32),
  state text not null default 'open' check (state in ('open', 'signed', 'declined', 'withdrawn', 'expired', 'superseded')),
  created_at timestamptz not null,
  created_by uuid references "user",
  expires_at timestamptz,
  -- when it left `open`; of a signed one, when the last person signed
  closed_at timestamptz,
  sealed_at timestamptz,
  primary key (client_id, id),
  foreign key (kind, template_version) references agreement_template,
  constraint agreement_revision_is_one unique (client_id, subject_kind, subject_id, revision),
  constraint agreement_open_or_closed check ((state = 'open') = (closed_at is null)),
  constraint agreement_sealed_once_signed check (sealed_at is null or state in ('signed', 'superseded'))
);
create unique index agreement_one_open on agreement (client_id, subject_kind, subject_id) where state = 'open';
create unique index agreement_one_signed on agreement (client_id, subject_kind, subject_id) where state = 'signed';
create index on agreement (subject_kind, subject_id);
create index on agreement (expires_at) where state = 'open';
call protect_client_table('agreement', true);
grant select, insert, update (state, closed_at, sealed_at) on agreement to tegoed_app;

-- Who signs, as named when the document was made; those of one position may sign in any order, lower positions first.
create table agreement_signer (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  agreement_id uuid not null,
  position smallint not null check (position > 0),
  side text not null check (side in ('client', 'msp')),
  user_id uuid not null references "user",
  name text not null check (name <> ''),
  email text not null check (email <> ''),
  company text not null check (company <> ''),
  -- why this person may sign for the company, as shown
  authority text not null,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'declined')),
  typed_name text,
  acted_at timestamptz,
  reason text,
  reminders smallint not null default 0 check (reminders >= 0),
  reminded_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, agreement_id) references agreement,
  constraint agreement_signer_is_one unique (client_id, agreement_id, user_id, side),
  constraint agreement_signer_acted check ((state = 'waiting') = (acted_at is null)),
  constraint agreement_signer_signed_by_name check ((state = 'signed') = (typed_name is not null)),
  constraint agreement_signer_declined_for_a_reason check ((state = 'declined') = (reason is not null))
);
create index on agreement_signer (client_id, agreement_id);
create index on agreement_signer (user_id) where state = 'waiting';
call protect_client_table('agreement_signer', true);
grant select, insert, update (state, typed_name, acted_at, reason, reminders, reminded_at) on agreement_signer to tegoed_app;

-- What happened to an agreement, in a chain of hashes of its own.
create table agreement_evidence (
  client_id uuid not null,
  agreement_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  kind text not null check (kind in ('prepared', 'opened', 'signed', 'declined', 'completed', 'withdrawn', 'expired', 'superseded', 'reminded', 'sealed')),
  signer_id uuid,
  content jsonb not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (client_id, agreement_id, seq),
  foreign key (client_id, agreement_id) references agreement,
  foreign key (client_id, signer_id) references agreement_signer
);
call protect_client_table('agreement_evidence', true);
create trigger append_only before update or delete or truncate on agreement_evidence for each statement execute function refuse_change();
grant select, insert on agreement_evidence to tegoed_app;

-- The document as it was shown, and as it was sealed with its evidence.
create table agreement_file (
  client_id uuid not null,
  agreement_id uuid not null,
  part text not null check (part in ('shown', 'sealed')),
  sha256 bytea not null check (length(sha256) = 32),
  -- of the seal's signature value, by which a changed copy is recognised
  seal_hash bytea check (length(seal_hash) = 32),
  content bytea not null,
  created_at timestamptz not null,
  primary key (client_id, agreement_id, part),
  foreign key (client_id, agreement_id) references agreement,
  constraint agreement_file_has_a_seal check ((part = 'sealed') = (seal_hash is not null))
);
create index on agreement_file (sha256);
create index on agreement_file (seal_hash) where seal_hash is not null;
call protect_client_table('agreement_file', true);
create trigger append_only before update or delete or truncate on agreement_file for each statement execute function refuse_change();
grant select, insert on agreement_file to tegoed_app;

-- The certificates that the MSP sealed with; copies are checked against these alone.
create table seal_certificate (
  fingerprint bytea primary key check (length(fingerprint) = 32),
  certificate bytea not null,
  -- sealed with AUTH_SECRET; null where the key is a setting
  private_key text,
  self_made boolean not null,
  created_at timestamptz not null,
  valid_until timestamptz not null
);
call protect_staff_table('seal_certificate');
grant select, insert on seal_certificate to tegoed_app;

insert into counter (name, value) values ('agreement', 1000);
