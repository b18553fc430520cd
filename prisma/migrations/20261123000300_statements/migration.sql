-- Statements that were handed out: which part of the journal each one told, and the hash of its last act, so that anybody who holds
-- the paper can ask whether the ledger still says so. Written once: a period told again at the same last act is the same statement.
create table hour_statement (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  -- printed on the paper; no client's name in it, and no order to guess the next from
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  kind text not null check (kind in ('period', 'as_of')),
  from_on date not null,
  until_on date not null,
  -- the acts told are those after opening_seq up to seq
  opening_seq integer not null check (opening_seq >= 0),
  seq integer not null check (seq > 0),
  hash bytea not null,
  closing_minutes integer not null,
  issued_at timestamptz not null,
  issued_by text not null,
  primary key (client_id, id),
  unique (client_id, kind, from_on, until_on, seq),
  check (from_on <= until_on and opening_seq <= seq)
);
call protect_client_table('hour_statement', false);
create trigger append_only before update or delete or truncate on hour_statement for each statement execute function refuse_change();
grant select, insert on hour_statement to tegoed_app;

-- Each month's letter goes out once a client: whoever writes this row queues it.
create table statement_letter (
  client_id uuid not null references client,
  month_on date not null check (month_on = date_trunc('month', month_on)),
  statement_id uuid not null,
  queued_at timestamptz not null,
  primary key (client_id, month_on),
  foreign key (client_id, statement_id) references hour_statement
);
call protect_client_table('statement_letter', false);
grant select, insert on statement_letter to tegoed_app;

-- Whether a client gets the letter; without a row a prepaid client does, a managed one doesn't.
create table statement_preference (
  client_id uuid primary key references client,
  monthly boolean not null,
  updated_at timestamptz not null
);
call protect_client_table('statement_preference', true);
grant select, insert, update on statement_preference to tegoed_app;
