-- That a client ends: from which day, what becomes of its hours, and how it went. One that was withdrawn (before its day) or
-- undone (the client was brought back) stays on record.
create table client_ending (
  client_id uuid not null references client,
  id uuid not null,
  from_on date not null,
  hours text not null check (hours in ('keep', 'lapse', 'refund')),
  reason text not null check (btrim(reason) <> ''),
  decided_by uuid not null references "user",
  decided_at timestamptz not null,
  done_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references "user",
  primary key (client_id, id),
  check ((undone_at is null) = (undone_by is null)),
  check (undone_at >= decided_at and done_at >= decided_at)
);
create unique index client_ending_one on client_ending (client_id) where undone_at is null;
call protect_staff_table('client_ending');
grant select, insert, update (done_at, undone_at, undone_by) on client_ending to tegoed_app;
