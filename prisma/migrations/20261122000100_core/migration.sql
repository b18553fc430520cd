-- Applied as tegoed_owner, which therefore owns everything below.

-- Who asks, for row-level security. Set once a transaction, always transaction-local.
create function app_client() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.client_id', true), '')::uuid $$;
create function app_user() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
-- 'client', 'staff' or 'system' (jobs, webhooks, sign-in)
create function app_scope() returns text language sql stable parallel safe as
  $$ select coalesce(current_setting('app.scope', true), '') $$;
create function app_sees_client(p_client_id uuid) returns boolean language sql stable parallel safe as
  $$ select p_client_id = nullif(current_setting('app.client_id', true), '')::uuid
         or current_setting('app.scope', true) in ('staff', 'system') $$;

-- Puts a table with a client_id behind its two policies: the client's own rows (read, or read and write), and staff's.
create procedure protect_client_table(p_table regclass, p_client_writes boolean) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format('create policy client_rows on %s for %s using (client_id = app_client())%s', p_table,
    case when p_client_writes then 'all' else 'select' end,
    case when p_client_writes then ' with check (client_id = app_client())' else '' end);
  execute format('create policy staff_rows on %s using (app_scope() in (''staff'', ''system'')) with check (app_scope() in (''staff'', ''system''))', p_table);
end $$;

-- ---------------------------------------------------------------- sign-in (better-auth's own shape)
create table "user" (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  locale text not null default 'nl' check (locale in ('nl', 'de', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table session (
  id uuid primary key default gen_random_uuid(),
  token text not null unique,
  user_id uuid not null references "user" on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  aal smallint not null default 1,
  last_seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on session (user_id);
create table account (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references "user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on account (user_id);
create table verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on verification (identifier);
create table two_factor (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references "user" on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- the last 30-second step whose code was accepted: a code is good once (RFC 6238 5.2)
  last_step bigint not null default 0
);
-- Wrong guesses, counted per account and per address; one row a subject.
create table sign_in_throttle (
  subject text primary key,
  failures integer not null default 0,
  locked_until timestamptz,
  last_failure_at timestamptz not null
);
grant select, insert, update, delete on "user", session, account, verification, two_factor, sign_in_throttle to tegoed_auth;

-- ---------------------------------------------------------------- the MSP and its clients
create table msp (
  id smallint primary key default 1 check (id = 1),
  name text not null,
  legal_name text not null,
  country char(2) not null,
  vat_number text,
  company_number text,
  address_lines text[] not null default '{}',
  email text not null,
  phone text,
  zone text not null default 'Europe/Amsterdam',
  locale text not null default 'nl' check (locale in ('nl', 'de', 'en')),
  mfa_required boolean not null default true,
  vies_down_policy text not null default 'charge_vat' check (vies_down_policy in ('charge_vat', 'hold')),
  created_at timestamptz not null default now()
);
create table client (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  legal_name text not null,
  kind text not null default 'prepaid' check (kind in ('prepaid', 'managed')),
  country char(2) not null,
  zone text not null default 'Europe/Amsterdam',
  locale text not null default 'nl' check (locale in ('nl', 'de', 'en')),
  currency char(3) not null default 'EUR',
  address_line text not null default '',
  postal_code text not null default '',
  city text not null default '',
  billing_email text not null,
  vat_number text,
  vat_status text not null default 'none' check (vat_status in ('none', 'pending', 'valid', 'invalid')),
  vat_checked_at timestamptz,
  vat_consultation text,
  stripe_customer_id text unique,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
alter table client enable row level security;
alter table client force row level security;
create policy client_rows on client for select using (id = app_client());
create policy client_updates on client for update using (id = app_client()) with check (id = app_client());
create policy staff_rows on client using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

create table membership (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references "user",
  client_id uuid references client,
  role text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (case when client_id is null then role in ('engineer', 'account_manager', 'finance', 'owner')
              else role in ('employee', 'approver', 'finance', 'manager') end),
  unique nulls not distinct (client_id, id)
);
create unique index membership_one_live on membership (user_id) where ended_at is null;
create index on membership (client_id);
alter table membership enable row level security;
alter table membership force row level security;
create policy client_rows on membership for select using (client_id = app_client() or client_id is null);
create policy client_writes on membership for all using (client_id = app_client()) with check (client_id = app_client());
create policy staff_rows on membership using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

-- People of one's own client and of the MSP are visible; everybody else's are not.
alter table "user" enable row level security;
alter table "user" force row level security;
create policy auth_rows on "user" to tegoed_auth using (true) with check (true);
create policy staff_rows on "user" using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));
create policy colleague_rows on "user" for select using (exists (
  select from membership m where m.user_id = "user".id and (m.client_id = app_client() or m.client_id is null)));
create policy own_row on "user" for update using (id = app_user()) with check (id = app_user());
grant select (id, name, email, locale, theme, two_factor_enabled, created_at) on "user" to tegoed_app;
grant update (name, locale, theme, updated_at) on "user" to tegoed_app;

create table invitation (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  token_hash text not null unique,
  invited_by uuid not null references "user",
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  unique nulls not distinct (client_id, id)
);
create index on invitation (email);
call protect_client_table('invitation', true);

-- ---------------------------------------------------------------- audit log
create table audit_chain (chain uuid primary key, seq bigint not null default 0, last_hash bytea not null default '\x');
create table audit_event (
  chain uuid not null references audit_chain,
  seq bigint not null,
  client_id uuid,
  at timestamptz not null,
  actor_id uuid,
  actor text not null,
  action text not null,
  target text,
  result text not null check (result in ('ok', 'refused')),
  ip text,
  request_id text,
  detail jsonb not null default '{}',
  hash bytea not null,
  primary key (chain, seq)
);
create index on audit_event (at desc);
create index on audit_event (client_id, at desc);
alter table audit_chain enable row level security;
alter table audit_chain force row level security;
create policy chain_rows on audit_chain using (app_scope() in ('staff', 'system') or chain = app_client())
  with check (app_scope() in ('staff', 'system') or chain = app_client());
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy client_rows on audit_event for select using (client_id = app_client());
create policy client_appends on audit_event for insert with check (client_id = app_client());
create policy staff_rows on audit_event for select using (app_scope() in ('staff', 'system'));
create policy staff_appends on audit_event for insert with check (app_scope() in ('staff', 'system'));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'TG900';
end $$;
create trigger append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on audit_event for each statement execute function refuse_change();

-- The text that a row's hash is taken over: every column but the hash, after the hash before it.
create function audit_hash(p_previous bytea, e audit_event) returns bytea language sql immutable as $$
  select sha256(p_previous || convert_to(jsonb_build_array(e.chain, e.seq, e.client_id,
    extract(epoch from e.at), e.actor_id, e.actor, e.action, e.target, e.result, e.ip, e.request_id, e.detail)::text, 'utf8')) $$;

-- Appends one event to its client's chain (the MSP's own for none).
create function audit_append(p_client_id uuid, p_at timestamptz, p_actor_id uuid, p_actor text, p_action text, p_target text,
  p_result text, p_ip text, p_request_id text, p_detail jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_chain uuid := coalesce(p_client_id, '00000000-0000-0000-0000-000000000000');
  v_head audit_chain;
  v_event audit_event;
begin
  insert into audit_chain (chain) values (v_chain) on conflict do nothing;
  select * into v_head from audit_chain where chain = v_chain for update;
  v_event := row(v_chain, v_head.seq + 1, p_client_id, p_at, p_actor_id, p_actor, p_action, p_target, p_result, p_ip,
    p_request_id, coalesce(p_detail, '{}'), null)::audit_event;
  v_event.hash := audit_hash(v_head.last_hash, v_event);
  insert into audit_event select v_event.*;
  update audit_chain set seq = v_event.seq, last_hash = v_event.hash where chain = v_chain;
  return v_event.seq;
end $$;

-- One row per broken link: an event changed, left out, put in, or the head not matching.
create view audit_defects with (security_invoker = true) as
  with linked as (
    select e as event, lag(e.hash, 1, '\x'::bytea) over w as previous, row_number() over w as place
    from audit_event e window w as (partition by e.chain order by e.seq))
  select (event).chain, (event).seq, 'hash' as defect from linked where (event).hash <> audit_hash(previous, event)
  union all
  select (event).chain, (event).seq, 'gap' from linked where (event).seq <> place
  union all
  select c.chain, c.seq, 'head' from audit_chain c
  where c.seq <> (select count(*) from audit_event e where e.chain = c.chain)
     or c.last_hash <> coalesce((select e.hash from audit_event e where e.chain = c.chain and e.seq = c.seq), '\x'::bytea);
revoke execute on function audit_append from public;
grant execute on function audit_append to tegoed_app;
grant select on audit_event, audit_chain, audit_defects to tegoed_app;

-- ---------------------------------------------------------------- contracts
create table contract (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  name text not null,
  seats integer not null check (seats >= 0),
  seat_price_minor integer not null check (seat_price_minor >= 0),
  currency char(3) not null,
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null default now(),
  primary key (client_id, id)
);
call protect_client_table('contract', false);

-- ---------------------------------------------------------------- requests and time
create table counter (name text primary key, value bigint not null);
insert into counter values ('request', 1000), ('block_order', 1000);
-- The next number of a gap-free series; the row stays locked until the caller's transaction ends.
create function next_number(p_name text) returns bigint language sql security definer set search_path = pg_catalog, public as
  $$ update counter set value = value + 1 where name = p_name returning value $$;
revoke execute on function next_number from public;
grant execute on function next_number to tegoed_app;

create table work_type (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  names jsonb not null,
  minimum_minutes integer not null default 0 check (minimum_minutes >= 0),
  rounding_minutes integer not null default 1 check (rounding_minutes > 0),
  multiplier_percent integer not null default 100 check (multiplier_percent between 0 and 1000),
  free boolean not null default false,
  position integer not null default 0,
  active boolean not null default true
);

create table request (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  number bigint not null unique,
  title text not null,
  description text not null default '',
  state text not null default 'new' check (state in ('new', 'in_progress', 'waiting', 'done')),
  requester_id uuid references "user",
  assignee_id uuid references "user",
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (client_id, id)
);
create index on request (client_id, created_at desc);
create index on request (state, created_at);
call protect_client_table('request', true);

create table time_entry (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  request_id uuid not null,
  engineer_id uuid not null references "user",
  worked_on date not null,
  started_at timestamptz,
  worked_at timestamptz not null,
  worked_minutes integer not null check (worked_minutes > 0 and worked_minutes <= 1440),
  work_type_id uuid not null references work_type,
  -- the rule as it was when the entry was saved: a later change of the work type leaves this entry alone
  minimum_minutes integer not null,
  rounding_minutes integer not null,
  multiplier_percent integer not null,
  free boolean not null,
  nature text not null check (nature in ('proactive', 'reactive')),
  note text not null default '',
  billable_minutes integer not null check (billable_minutes >= 0),
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request (client_id, id)
);
create index on time_entry (client_id, worked_on desc, id);
create index on time_entry (client_id, request_id);
call protect_client_table('time_entry', false);

-- What engineers write to each other. Its own table, so that no client's query can ever meet it.
create table time_entry_internal_note (
  client_id uuid not null references client,
  time_entry_id uuid not null,
  note text not null,
  primary key (client_id, time_entry_id),
  foreign key (client_id, time_entry_id) references time_entry (client_id, id)
);
alter table time_entry_internal_note enable row level security;
alter table time_entry_internal_note force row level security;
create policy staff_rows on time_entry_internal_note using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

-- ---------------------------------------------------------------- buying
-- The block catalogue: rows without a client are for everybody; a client with rows of its own sees only those.
create table hour_block (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client,
  minutes integer not null check (minutes > 0 and minutes % 60 = 0),
  price_per_hour_minor integer not null check (price_per_hour_minor > 0),
  valid_months integer not null default 12 check (valid_months between 1 and 60),
  active boolean not null default true,
  position integer not null default 0
);
create unique index hour_block_one_size on hour_block (client_id, minutes) nulls not distinct where active;
alter table hour_block enable row level security;
alter table hour_block force row level security;
create policy client_rows on hour_block for select using (client_id = app_client() or client_id is null);
create policy staff_rows on hour_block using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

create table block_order (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  number bigint not null unique,
  buyer_id uuid not null references "user",
  form_key uuid not null,
  hour_block_id uuid references hour_block,
  minutes integer not null check (minutes > 0),
  price_per_hour_minor integer not null check (price_per_hour_minor > 0),
  valid_months integer not null,
  currency char(3) not null,
  net_minor integer not null check (net_minor > 0),
  vat_kind text not null check (vat_kind in ('standard', 'reverse_charge', 'outside_eu')),
  vat_rate_bp integer not null check (vat_rate_bp >= 0),
  vat_minor integer not null check (vat_minor >= 0),
  gross_minor integer not null,
  vat_number text,
  vat_consultation text,
  state text not null default 'open' check (state in ('open', 'checkout', 'processing', 'paid', 'failed', 'expired', 'cancelled')),
  failure text,
  terms_version text not null,
  terms_accepted_at timestamptz not null,
  attempt integer not null default 1,
  stripe_checkout_id text unique,
  stripe_payment_intent text unique,
  stripe_invoice text unique,
  checkout_url text,
  payment_method text,
  invoice_number text,
  invoice_url text,
  invoice_pdf text,
  lot_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  paid_at timestamptz,
  primary key (client_id, id),
  unique (client_id, form_key),
  check (gross_minor = net_minor + vat_minor)
);
create index on block_order (client_id, created_at desc);
create index on block_order (state, updated_at);
call protect_client_table('block_order', true);

-- What Stripe told us, as it arrived. Trusted for the id only: handlers fetch the present truth.
create table stripe_event (
  id text primary key,
  type text not null,
  object_id text not null,
  created timestamptz not null,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  tries integer not null default 0,
  error text
);
alter table stripe_event enable row level security;
alter table stripe_event force row level security;
create policy system_rows on stripe_event using (app_scope() = 'system') with check (app_scope() = 'system');

-- ---------------------------------------------------------------- letters (outbox)
create table letter (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client,
  key text not null unique,
  recipient text not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  template text not null,
  props jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  last_error text
);
create index on letter (client_id, created_at desc);
call protect_client_table('letter', true);

-- ---------------------------------------------------------------- rights of the application's role
alter table session enable row level security;
alter table session force row level security;
create policy auth_rows on session to tegoed_auth using (true) with check (true);
alter table account enable row level security;
alter table account force row level security;
create policy auth_rows on account to tegoed_auth using (true) with check (true);
alter table verification enable row level security;
alter table verification force row level security;
create policy auth_rows on verification to tegoed_auth using (true) with check (true);
alter table two_factor enable row level security;
alter table two_factor force row level security;
create policy auth_rows on two_factor to tegoed_auth using (true) with check (true);
alter table sign_in_throttle enable row level security;
alter table sign_in_throttle force row level security;
create policy auth_rows on sign_in_throttle to tegoed_auth using (true) with check (true);

-- Who a session belongs to is one read: the sign-in library's role sees which membership is live, and no more of it.
create policy auth_reads on membership for select to tegoed_auth using (true);
create policy auth_reads on client for select to tegoed_auth using (true);
grant select (id, user_id, client_id, role, ended_at) on membership to tegoed_auth;
grant select (id, name, zone, ended_at) on client to tegoed_auth;
grant select (id, name, zone, mfa_required) on msp to tegoed_auth;

-- Settings of the MSP and its work types: everybody reads, staff write.
alter table msp enable row level security;
alter table msp force row level security;
create policy everyone_reads on msp for select using (true);
create policy staff_rows on msp using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));
alter table work_type enable row level security;
alter table work_type force row level security;
create policy everyone_reads on work_type for select using (true);
create policy staff_rows on work_type using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));
alter table counter enable row level security;
alter table counter force row level security;
create policy owner_rows on counter to tegoed_owner using (true) with check (true);

grant select on msp, client, membership, invitation, contract, work_type, request, time_entry, time_entry_internal_note,
  hour_block, block_order, stripe_event, letter to tegoed_app;
grant insert, update on msp, client, membership, invitation, contract, work_type, request, time_entry, time_entry_internal_note,
  hour_block, block_order, stripe_event, letter to tegoed_app;
grant execute on function app_client, app_user, app_scope, app_sees_client to tegoed_app;
