-- The hours ledger: lots say which hours, until when, at what price; the journal proves every lot.
-- Written only by the functions of prisma/ledger, which run as tegoed_owner; its README lists their errors (class TG).
-- Everything is keyed by client: (client_id, n), where n counts up within the client under the account's row lock.

create type hour_bucket as enum ('source', 'lot', 'used', 'reversed', 'debt', 'expired', 'held');
create type hour_op_kind as enum ('credit', 'time', 'expire', 'configure', 'payment', 'adjust');
create type hour_nature as enum ('reactive', 'proactive');
create type hour_source as enum ('purchase', 'auto_topup', 'grant', 'goodwill', 'correction', 'import');

-- Rows that each draw writes carry few and short checks: PostgreSQL reads a check's text anew for every statement, and
-- thirty of them cost as much as the writes. What can't change after the insert is checked by a trigger on the insert alone.

-- One row a client, made with the client: the lock row. Its sums are caches that ledger_defects proves.
create table hour_account (
  client_id uuid primary key references client,
  seq integer not null default 0,
  available_minutes integer not null default 0,
  owed_minutes integer not null default 0,
  held_minutes integer not null default 0,
  last_hash bytea not null default '\x',
  -- recorded time never runs backwards within an account, whatever the callers' clocks say
  last_at timestamptz not null default '-infinity',
  -- no open lot expires before the first; no expired minutes are younger than the second
  next_expiry_at timestamptz not null default 'infinity',
  last_expired_at timestamptz not null default '-infinity',
  frozen_at timestamptz,
  frozen_reason text,
  check (available_minutes >= 0 and owed_minutes >= 0 and held_minutes >= 0),
  check (available_minutes = 0 or owed_minutes = 0)
) with (fillfactor = 50);

-- What client and MSP agreed about the account, and how its top-ups fare. Beside the account, so that draws needn't touch it.
create table hour_setting (
  client_id uuid primary key references hour_account,
  overage_policy text not null default 'cover_next' check (overage_policy in ('cover_next', 'invoice', 'refuse')),
  fairness_days integer not null default 7 check (fairness_days between 0 and 90),
  correction_grace_days integer not null default 30 check (correction_grace_days between 0 and 366),
  threshold_minutes integer not null default 120 check (threshold_minutes >= 0),
  topup_mode text not null default 'off' check (topup_mode in ('off', 'warn', 'invoice', 'charge')),
  topup_block_minutes integer check (topup_block_minutes > 0),
  topup_max_per_30d integer not null default 4 check (topup_max_per_30d >= 0),
  topup_max_minor_per_30d integer check (topup_max_minor_per_30d >= 0),
  topup_failures integer not null default 0,
  topup_suspended_at timestamptz,
  topup_suspended_pm_fingerprint text,
  topup_not_before timestamptz
);

-- What Stripe says about one payment as of now; converged to, never added up from events.
create table hour_payment (
  client_id uuid not null references hour_account,
  id uuid not null,
  stripe_payment_intent text,
  stripe_invoice text,
  gross_minor integer not null check (gross_minor > 0),
  net_minor integer not null check (net_minor > 0 and net_minor <= gross_minor),
  currency char(3) not null,
  refunded_minor integer not null default 0,
  disputed_minor integer not null default 0,
  wanted_version bigint not null default 0,
  applied_version bigint not null default 0,
  primary key (client_id, id),
  unique (client_id, stripe_payment_intent),
  unique (client_id, stripe_invoice),
  check (refunded_minor between 0 and gross_minor),
  check (disputed_minor between 0 and gross_minor - refunded_minor)
);

-- A block bought, granted, or handed back by a correction. The row conserves itself.
create table hour_lot (
  client_id uuid not null references hour_account,
  id integer not null,
  payment_id uuid,
  source hour_source not null,
  parent_lot_id integer,
  minutes integer not null,
  price_minor integer not null,
  currency char(3) not null,
  remaining_minutes integer not null,
  used_minutes integer not null default 0,
  reversed_minutes integer not null default 0,
  expired_minutes integer not null default 0,
  held_minutes integer not null default 0,
  -- the part of expired_minutes that lives on in correction lots
  reissued_minutes integer not null default 0,
  priority smallint not null default 50,
  effective_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  -- the op that made the lot: what came before can't have drawn on it
  opened_seq integer not null,
  -- an index on a column that rarely changes keeps the updates of a draw within their page
  is_open boolean generated always as (remaining_minutes > 0) stored,
  primary key (client_id, id),
  unique (client_id, payment_id),
  foreign key (client_id, payment_id) references hour_payment,
  foreign key (client_id, parent_lot_id) references hour_lot,
  check (remaining_minutes >= 0 and used_minutes >= 0 and reversed_minutes >= 0 and expired_minutes >= reissued_minutes and reissued_minutes >= 0
    and held_minutes >= 0 and remaining_minutes + used_minutes + reversed_minutes + expired_minutes + held_minutes = minutes)
) with (fillfactor = 70);
create function check_new_lot() returns trigger language plpgsql as $$
begin
  if new.minutes <= 0 or new.price_minor < 0 or new.expires_at <= new.effective_at
    or (new.source = 'correction') <> (new.parent_lot_id is not null)
    or (new.source in ('purchase', 'auto_topup') and (new.payment_id is null or new.price_minor = 0)) then
    raise exception 'Lot % of client % makes no sense', new.id, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_new_lot before insert or update of minutes, price_minor, currency, source, payment_id, parent_lot_id, effective_at, expires_at
  on hour_lot for each row execute function check_new_lot();
create index hour_lot_open on hour_lot (client_id, priority, expires_at, id) where is_open;

-- Minutes worked (or clawed back) with no lot to take them from.
create table hour_debt (
  client_id uuid not null references hour_account,
  id integer not null,
  subject text not null,
  dst hour_bucket not null check (dst in ('used', 'reversed')),
  minutes integer not null check (minutes > 0),
  open_minutes integer not null check (open_minutes >= 0),
  settled_minutes integer not null default 0 check (settled_minutes >= 0),
  canceled_minutes integer not null default 0 check (canceled_minutes >= 0),
  opened_seq integer not null,
  primary key (client_id, id),
  check (open_minutes + settled_minutes + canceled_minutes = minutes)
);
create index hour_debt_open on hour_debt (client_id, id) where open_minutes > 0;

-- Append-only: one row a business act. The journal's rows follow from the account that hours_post holds locked, so account and op
-- are no foreign keys here (an eighth of a draw's time); ledger_defects looks for strays. subject is te:<time entry>, pay:<payment>, lot:<lot> or none.
create table hour_op (
  client_id uuid not null,
  seq integer not null,
  kind hour_op_kind not null,
  idem_key text,
  request_hash bytea,
  subject text,
  revision integer,
  -- what the act asked for: an entry's billable minutes at that revision, a lot's minutes
  minutes integer,
  nature hour_nature,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  reason text,
  net_after integer not null,
  hash bytea not null,
  primary key (client_id, seq),
  check (kind = 'expire' or (request_hash is not null and (idem_key is not null or revision is not null)))
);
create unique index hour_op_idem_key on hour_op (client_id, idem_key) where idem_key is not null;
create unique index hour_op_revision on hour_op (client_id, subject, revision) where revision is not null;

-- Append-only: minutes moved from one bucket to another; unbalanced can't be written.
create table hour_transfer (
  client_id uuid not null,
  seq integer not null,
  line smallint not null,
  src hour_bucket not null,
  dst hour_bucket not null,
  minutes integer not null,
  -- the lot's price that the minutes carry, by R(used) = floor(price * used / minutes); negative when given back
  value_minor integer not null default 0,
  lot_id integer,
  debt_id integer,
  -- whose minutes, where it isn't the op's own subject: the entry whose debt a later block pays
  subject text,
  primary key (client_id, seq, line),
  foreign key (client_id, lot_id) references hour_lot,
  foreign key (client_id, debt_id) references hour_debt,
  check (minutes > 0 and src <> dst and (lot_id is not null) = (src = 'lot' or dst = 'lot') and (debt_id is not null) = (src = 'debt' or dst = 'debt'))
);
create index hour_transfer_subject on hour_transfer (client_id, subject) where subject is not null;

create table topup_attempt (
  client_id uuid not null references hour_account,
  id uuid not null,
  trigger_seq integer not null,
  minutes integer not null check (minutes > 0),
  gross_minor integer not null check (gross_minor > 0),
  currency char(3) not null,
  status text not null check (status in ('queued', 'charging', 'requires_action', 'invoice_open', 'unknown', 'succeeded', 'failed', 'canceled')),
  try_no integer not null default 1,
  stripe_idem_key text not null,
  first_sent_at timestamptz,
  stripe_payment_intent text,
  stripe_invoice text,
  lease_until timestamptz,
  version integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  primary key (client_id, id),
  unique (client_id, stripe_idem_key),
  unique (client_id, stripe_payment_intent),
  unique (client_id, stripe_invoice)
);
create unique index topup_one_open on topup_attempt (client_id)
  where status in ('queued', 'charging', 'requires_action', 'invoice_open', 'unknown');

create trigger append_only before update or delete or truncate on hour_op for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on hour_transfer for each statement execute function refuse_change();

-- A client reads its own rows, staff and the system all; only they, through the functions (which run as the owner), move anything.
-- One short policy for the owner: it stands in every statement of an act.
do $$
declare
  t text;
begin
  foreach t in array array['hour_account', 'hour_setting', 'hour_payment', 'hour_lot', 'hour_debt', 'hour_op', 'hour_transfer', 'topup_attempt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy client_rows on %I for select to tegoed_app using (client_id = app_client())', t);
    execute format('create policy staff_rows on %I for select to tegoed_app using (app_scope() in (''staff'', ''system''))', t);
    execute format('create policy act_rows on %I to tegoed_owner using (app_scope() in (''staff'', ''system''))', t);
  end loop;
end $$;

revoke all on hour_account, hour_setting, hour_payment, hour_lot, hour_debt, hour_op, hour_transfer, topup_attempt from public, tegoed_app;
grant select on hour_account, hour_setting, hour_payment, hour_lot, hour_debt, hour_op, hour_transfer, topup_attempt to tegoed_app;

-- The owner keeps as little as foreign-key checks need: a careless function fails before the trigger does.
revoke delete, truncate on hour_op from tegoed_owner;
revoke update, delete, truncate on hour_transfer from tegoed_owner;
