-- Looking after hours: who hears when they run low or lapse, what comes along each month, what was brought in from elsewhere.

-- At which level somebody is told: the account's own warning level, a number of minutes, or a part of the last block.
create table hour_alert (
  client_id uuid not null references hour_account,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('account', 'minutes', 'percent')),
  level integer not null default 0 check (level >= 0 and (kind <> 'percent' or level between 1 and 100)),
  -- everybody who may buy, whoever that is on the day; and people by name
  to_buyers boolean not null default true,
  user_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (client_id, id)
);
create unique index hour_alert_one_level on hour_alert (client_id, kind, level) where removed_at is null;
call protect_client_table('hour_alert', true);

-- From the moment that the balance is at an alert's level until it is above it again: one letter each.
create table hour_alert_episode (
  client_id uuid not null references hour_account,
  id uuid not null default gen_random_uuid(),
  alert_id uuid not null,
  level_minutes integer not null,
  balance_minutes integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, alert_id) references hour_alert
);
create unique index hour_alert_one_episode on hour_alert_episode (client_id, alert_id) where closed_at is null;
call protect_client_table('hour_alert_episode', false);

-- Staff who want to hear it too.
create table hour_watcher (
  client_id uuid not null references hour_account,
  user_id uuid not null references "user",
  since timestamptz not null,
  ended_at timestamptz,
  primary key (client_id, user_id)
);
alter table hour_watcher enable row level security;
alter table hour_watcher force row level security;
create policy staff_rows on hour_watcher using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

-- A block about to lapse is told of once at each step: 30, 7 and 1 days ahead.
create table hour_expiry_warning (
  client_id uuid not null references hour_account,
  lot_id integer not null,
  step_days integer not null check (step_days in (1, 7, 30)),
  minutes integer not null,
  warned_at timestamptz not null,
  primary key (client_id, lot_id, step_days),
  foreign key (client_id, lot_id) references hour_lot
);
call protect_client_table('hour_expiry_warning', false);

-- Hours that a managed contract brings each month. A setting is never changed: the latest one of a month holds; 0 minutes end it.
create table hour_grant (
  client_id uuid not null references hour_account,
  id uuid not null,
  seq integer generated always as identity,
  minutes integer not null check (minutes between 0 and 60000),
  -- 0: what is left lapses with its month
  rollover_months integer not null check (rollover_months between 0 and 12),
  from_month date not null check (extract(day from from_month) = 1),
  set_at timestamptz not null,
  set_by uuid not null references "user",
  primary key (client_id, id)
);
call protect_client_table('hour_grant', false);

-- Opening balances brought in from a file; the same contents are one import.
create table hour_import (
  id uuid primary key,
  digest text not null unique,
  rows integer not null check (rows > 0),
  minutes integer not null,
  imported_at timestamptz not null,
  imported_by uuid not null references "user"
);
alter table hour_import enable row level security;
alter table hour_import force row level security;
create policy staff_rows on hour_import using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

grant select, insert, update on hour_alert, hour_alert_episode, hour_watcher, hour_expiry_warning, hour_grant, hour_import to tegoed_app;

-- Every account has one alert from its first day: at its own warning level, to everybody who may buy.
create function add_first_alert() returns trigger language plpgsql as $$
begin
  insert into hour_alert (client_id, kind, created_at) values (new.client_id, 'account', now());
  return new;
end $$;
create trigger add_first_alert after insert on hour_account for each row execute function add_first_alert();

select set_config('app.scope', 'system', true);
insert into hour_alert (client_id, kind, created_at) select client_id, 'account', now() from hour_account;
