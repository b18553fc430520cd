-- The columns of a top-up attempt say what they hold, and what decides the next step stands in columns of its own, not in a note.
alter table topup_attempt rename column lease_until to next_look_at;
alter table topup_attempt rename column first_sent_at to maybe_sent_since;
alter table topup_attempt rename column last_error to note;
-- Two columns that nothing reads: the key followed from the id, and the order has the payment's id.
alter table topup_attempt drop column stripe_idem_key, drop column stripe_payment_intent;
alter table topup_attempt
  add column key_no integer not null default 1 check (key_no > 0),
  add column awaits_bank boolean not null default false;

comment on column topup_attempt.next_look_at is 'from when on a worker may take the attempt up: the end of a claim, or of a wait';
comment on column topup_attempt.maybe_sent_since is 'since when something may have been sent to Stripe; null: nothing was, so the attempt may be resized or canceled';
comment on column topup_attempt.note is 'how the attempt came to its state, for people; no rule reads it';
comment on column topup_attempt.key_no is 'which idempotency key of this try is next at Stripe';
comment on column topup_attempt.awaits_bank is 'a payment of this try was accepted, and the bank has not decided yet';

-- Until now the note held both: "parked", or "key 2: ...". The migration's role sees the rows in the system's scope alone.
select set_config('app.scope', 'system', true);
update topup_attempt
set awaits_bank = note = 'parked', key_no = coalesce(substring(note from '^key (\d+): ')::integer, 1),
  note = case note when 'parked' then 'awaits the bank' else regexp_replace(note, '^key \d+: ', '') end
where note is not null;
update topup_attempt set next_look_at = created_at where next_look_at is null;
alter table topup_attempt alter column next_look_at set not null;

-- Functions whose name or parameters change; the ledger's script makes them again, as it does ledger_defects, which calls hours_share.
drop view if exists ledger_defects;
drop function if exists hours_target(integer, integer, integer);
drop function if exists hours_hold(hour_account, uuid, integer, timestamptz);
drop function if exists topup_move(uuid, uuid, integer, text, timestamptz, timestamptz, text, integer, integer, text, text, text, integer);
