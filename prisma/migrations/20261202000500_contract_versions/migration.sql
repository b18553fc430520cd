-- What a contract says of its time; what it costs stands in its versions.
alter table contract
  add column kind text not null default 'managed' check (kind in ('managed', 'prepaid', 'break_fix')),
  add column term_months integer check (term_months between 1 and 120),
  add column renewal text not null default 'manual' check (renewal in ('none', 'manual', 'automatic')),
  add column renewal_months integer not null default 12 check (renewal_months between 1 and 120),
  add column notice_months integer not null default 1 check (notice_months between 0 and 24),
  add column indexation text not null default 'none' check (indexation in ('none', 'rate', 'amount')),
  -- basis points, or minor units a unit
  add column indexation_value integer check (indexation_value > 0),
  -- the month of the year on whose first day prices may be indexed
  add column indexation_month integer check (indexation_month between 1 and 12),
  add constraint contract_ends_after_start check (ends_on >= starts_on),
  add constraint contract_indexation_is_whole
    check ((indexation = 'none') = (indexation_value is null) and (indexation = 'none') = (indexation_month is null));

-- What holds from a day on, until the day before the next version begins. Never edited: only a version that has not begun is withdrawn.
create table contract_version (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  contract_id uuid not null,
  effective_on date not null,
  -- why it changed, as its client reads it; null for a contract's first
  reason text check (btrim(reason) <> ''),
  included text[] not null default '{}',
  excluded text[] not null default '{}',
  made_by uuid references "user",
  made_at timestamptz not null,
  withdrawn_by uuid references "user",
  withdrawn_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, contract_id) references contract,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
-- A version lasts until the next begins, so that two overlap only where they begin on one day.
create unique index contract_version_one_a_day on contract_version (client_id, contract_id, effective_on) where withdrawn_at is null;
call protect_client_table('contract_version', false);
grant select, insert, update on contract_version to tegoed_app;

create function keep_contract_version() returns trigger language plpgsql as $$
begin
  if row(new.client_id, new.id, new.contract_id, new.effective_on, new.reason, new.included, new.excluded, new.made_by, new.made_at)
    is distinct from
     row(old.client_id, old.id, old.contract_id, old.effective_on, old.reason, old.included, old.excluded, old.made_by, old.made_at)
    or old.withdrawn_at is not null then
    raise exception 'A version of a contract can''t change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_contract_version before update on contract_version for each row execute function keep_contract_version();

create table contract_line (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  version_id uuid not null,
  -- the same through all versions of a contract
  line_key uuid not null,
  position smallint not null check (position >= 0),
  label text not null check (btrim(label) <> ''),
  counts text not null check (counts in ('seat', 'device', 'off_standard', 'licence', 'bought', 'fixed', 'once')),
  -- the seat type, the device kind or the product; null counts all that no other line of the contract names
  type_id text,
  unit_minor integer check (unit_minor >= 0),
  -- {"mode": "graduated" | "volume", "steps": [{"upTo": 10, "unitMinor": 5000}, ...]}
  tiers jsonb,
  quantity integer not null default 1 check (quantity > 0),
  minimum integer not null default 0 check (minimum >= 0),
  included integer not null default 0 check (included >= 0),
  rule text not null check (rule in ('daily', 'whole-month', 'peak', 'snapshot')),
  snapshot_day smallint not null default 31 check (snapshot_day between 1 and 31),
  -- the day in whose month a one-off line is charged
  once_on date,
  primary key (client_id, id),
  foreign key (client_id, version_id) references contract_version,
  unique (client_id, version_id, line_key),
  unique (client_id, version_id, position),
  check ((unit_minor is null) = (tiers is not null)),
  check ((counts = 'once') = (once_on is not null)),
  check (type_id is null or counts not in ('fixed', 'once'))
);
call protect_client_table('contract_line', false);
create trigger append_only before update or delete or truncate on contract_line for each statement execute function refuse_change();
grant select, insert on contract_line to tegoed_app;

-- What a unit of a line costs the MSP a month. In a table of its own, which no client's role can read.
create table contract_line_cost (
  client_id uuid not null,
  line_id uuid not null,
  part text not null check (part in ('licence', 'monitoring', 'security', 'outsourcing', 'other')),
  cost_minor integer not null check (cost_minor > 0),
  primary key (client_id, line_id, part),
  foreign key (client_id, line_id) references contract_line
);
call protect_staff_table('contract_line_cost');
create trigger append_only before update or delete or truncate on contract_line_cost for each statement execute function refuse_change();
grant select, insert on contract_line_cost to tegoed_app;

-- How soon an answer and a solution are promised, in minutes of business hours.
create table contract_sla (
  client_id uuid not null,
  version_id uuid not null,
  priority text not null check (priority in ('critical', 'high', 'normal', 'low')),
  response_minutes integer check (response_minutes > 0),
  resolution_minutes integer check (resolution_minutes > 0),
  primary key (client_id, version_id, priority),
  foreign key (client_id, version_id) references contract_version
);
call protect_client_table('contract_sla', false);
create trigger append_only before update or delete or truncate on contract_sla for each statement execute function refuse_change();
grant select, insert on contract_sla to tegoed_app;

-- That somebody ended a contract, and the day it ends because of it. One a contract, kept as it was given.
create table contract_notice (
  client_id uuid not null,
  contract_id uuid not null,
  given_by uuid not null references "user",
  given_on date not null,
  given_at timestamptz not null,
  ends_on date not null,
  words text not null default '',
  primary key (client_id, contract_id),
  foreign key (client_id, contract_id) references contract,
  check (ends_on >= given_on)
);
call protect_client_table('contract_notice', true);
create trigger append_only before update or delete or truncate on contract_notice for each statement execute function refuse_change();
grant select, insert on contract_notice to tegoed_app;

-- What every contract said so far: a fixed number of seats at one price. Nobody counted them, so they go on as agreed.
select set_config('app.scope', 'system', true);
insert into contract_version (client_id, contract_id, effective_on, made_at)
  select client_id, id, starts_on, created_at from contract;
insert into contract_line (client_id, version_id, line_key, position, label, counts, unit_minor, quantity, rule)
  select v.client_id, v.id, gen_random_uuid(), 0, k.name, 'fixed', k.seat_price_minor, k.seats, 'daily'
  from contract k join contract_version v on v.client_id = k.client_id and v.contract_id = k.id where k.seats > 0;

drop function contract_on(uuid, date);
alter table contract drop column seats, drop column seat_price_minor;
-- The one rule for which contract counts on a day: the one in force that began last, or, where none is, the next to begin.
create function contract_on(p_client_id uuid, p_on date) returns setof contract
language sql stable as $$
  select k.* from contract k left join contract_notice n on n.client_id = k.client_id and n.contract_id = k.id
  where k.client_id = p_client_id and coalesce(least(k.ends_on, n.ends_on) >= p_on, true)
  order by k.starts_on > p_on, case when k.starts_on <= p_on then k.starts_on end desc, k.starts_on, k.id
  limit 1 $$;
