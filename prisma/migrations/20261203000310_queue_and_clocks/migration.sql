-- The hours in which the clocks of requests run.
create table sla_calendar (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (btrim(name) <> ''),
  zone text not null,
  -- {"1": [["08:30", "17:30"]], ...}: the windows of each weekday from Monday (1) on; a day that is not there is closed
  week jsonb not null check (jsonb_typeof(week) = 'object'),
  is_default boolean not null default false
);
create unique index sla_calendar_one_default on sla_calendar (is_default) where is_default;
call protect_staff_table('sla_calendar');
grant select, insert, update on sla_calendar to tegoed_app;
select set_config('app.scope', 'system', true);
insert into sla_calendar (name, zone, week, is_default)
  values ('5 × 8', coalesce((select split_part(zone, '|', 1) from msp limit 1), 'Europe/Amsterdam'),
    (select jsonb_object_agg(day, '[["09:00", "17:00"]]'::jsonb) from generate_series(1, 5) day), true);

-- The days on which a calendar is closed.
create table sla_holiday (
  calendar_id uuid not null references sla_calendar,
  "on" date not null,
  name text not null check (btrim(name) <> ''),
  primary key (calendar_id, "on")
);
call protect_staff_table('sla_holiday');
grant select, insert, delete on sla_holiday to tegoed_app;

-- The calendar of a contract; the others have the default one.
create table sla_contract_calendar (
  client_id uuid not null,
  contract_id uuid not null,
  calendar_id uuid not null references sla_calendar,
  primary key (client_id, contract_id),
  foreign key (client_id, contract_id) references contract
);
call protect_staff_table('sla_contract_calendar');
grant select, insert, update, delete on sla_contract_calendar to tegoed_app;

-- A promise of the contract for a request, as it stands since the request's last change. Its client reads the same instants.
create table sla_clock (
  client_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('response', 'resolution')),
  priority text not null,
  target_minutes integer not null check (target_minutes > 0),
  calendar_id uuid not null references sla_calendar,
  started_at timestamptz not null,
  -- null while it pauses within its time
  due_at timestamptz,
  warn_at timestamptz,
  -- business time that is left while it pauses
  left_minutes integer,
  met_at timestamptz,
  warned_at timestamptz,
  primary key (client_id, request_id, kind),
  foreign key (client_id, request_id) references request,
  check ((due_at is null) = (left_minutes is not null))
);
create index on sla_clock (client_id, started_at);
call protect_client_table('sla_clock', false);
grant select, insert, update, delete on sla_clock to tegoed_app;

-- A look at the queue that somebody keeps: for themselves, or for all colleagues (no owner).
create table queue_view (
  id uuid primary key,
  owner_id uuid references "user",
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  created_at timestamptz not null
);
call protect_staff_table('queue_view');
grant select, insert, delete on queue_view to tegoed_app;

-- An answer that staff give often; nobody sends it but a person.
create table canned_answer (
  id uuid primary key,
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  body text not null check (btrim(body) <> '' and length(body) <= 4000),
  created_at timestamptz not null,
  removed_at timestamptz
);
call protect_staff_table('canned_answer');
grant select, insert, update on canned_answer to tegoed_app;

-- The request that somebody works on now, since when: one at a time each. It ends in a time entry.
create table request_timer (
  user_id uuid primary key references "user",
  client_id uuid not null,
  request_id uuid not null,
  started_at timestamptz not null,
  foreign key (client_id, request_id) references request
);
call protect_staff_table('request_timer');
grant select, insert, update, delete on request_timer to tegoed_app;
