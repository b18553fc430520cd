-- What the MSP found at a point of the checklist (patch history, for one), which its client reads; the words that hold now.
create table readiness_note (
  client_id uuid not null references client,
  item text not null check (item in ('inventory', 'supported', 'patches', 'warranty', 'backup', 'mfa', 'endpoint', 'contact')),
  words text not null check (btrim(words) <> '' and length(words) <= 2000),
  written_by uuid not null references "user",
  written_at timestamptz not null,
  primary key (client_id, item)
);
call protect_client_table('readiness_note', false);
grant select, insert, update, delete on readiness_note to tegoed_app;

-- That a client was asked to go through the checklist, and when last.
create table readiness_ask (
  client_id uuid not null references client,
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  primary key (client_id)
);
call protect_client_table('readiness_ask', false);
grant select, insert, update on readiness_ask to tegoed_app;
