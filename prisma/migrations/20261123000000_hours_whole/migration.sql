-- The ledger's second half: hours that top themselves up, payments that come back in part or whole, adjustments.

-- The balance at or below which an act makes a top-up attempt; null: none are made. A copy of hour_setting's threshold while the mode is
-- invoice or charge, kept on the row that each act holds locked anyway: a draw that stays above it pays nothing.
alter table hour_account add column topup_level integer;

alter table hour_setting
  -- since when a cap has kept a top-up from being made that the balance asks for
  add column topup_capped_at timestamptz,
  add constraint hour_setting_topup_block check (topup_mode in ('off', 'warn') or topup_block_minutes is not null);

-- The price is known when the order is made, not when the balance falls.
alter table topup_attempt
  alter column gross_minor drop not null,
  alter column currency drop not null,
  add column net_minor integer check (net_minor > 0 and net_minor <= gross_minor),
  -- the attempt's own order and payment carry its id
  add column closed_at timestamptz;

-- What hours_sync_payment found each time that it changed something: how much of the payment is refunded or in dispute as of that op.
create table hour_payment_state (
  client_id uuid not null,
  payment_id uuid not null,
  seq integer not null,
  version bigint not null,
  refunded_minor integer not null check (refunded_minor >= 0),
  disputed_minor integer not null check (disputed_minor >= 0),
  -- minutes taken back in all (from its lots, or as a debt) and minutes held, after the op
  reversed_minutes integer not null check (reversed_minutes >= 0),
  held_minutes integer not null check (held_minutes >= 0),
  primary key (client_id, payment_id, seq),
  foreign key (client_id, payment_id) references hour_payment
);
create trigger append_only before update or delete or truncate on hour_payment_state for each statement execute function refuse_change();
alter table hour_payment_state enable row level security;
alter table hour_payment_state force row level security;
create policy client_rows on hour_payment_state for select to tegoed_app using (client_id = app_client());
create policy staff_rows on hour_payment_state for select to tegoed_app using (app_scope() in ('staff', 'system'));
create policy act_rows on hour_payment_state to tegoed_owner using (app_scope() in ('staff', 'system'));
revoke all on hour_payment_state from public, tegoed_app;
grant select on hour_payment_state to tegoed_app;
revoke update, delete, truncate on hour_payment_state from tegoed_owner;

-- A lot's correction lots: a refund finds the minutes that live on there.
create index hour_lot_parent on hour_lot (client_id, parent_lot_id) where parent_lot_id is not null;
