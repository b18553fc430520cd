-- Columns of the automatic top-up that say what they hold; those that nothing reads go.
alter table hour_account rename column topup_level to active_threshold;
alter table hour_setting rename column topup_suspended_pm_fingerprint to topup_suspension_cause;
alter table hour_payment rename column wanted_version to asked_version;
alter table saved_method rename column saved_by to entered_with;
alter table saved_method drop column brand;
alter table topup_attempt drop column trigger_seq, drop column net_minor;

-- One list of the states in which an attempt is open.
alter table topup_attempt add column is_open boolean not null
  generated always as (status in ('queued', 'charging', 'requires_action', 'invoice_open', 'unknown')) stored;
drop index topup_one_open;
create unique index topup_one_open on topup_attempt (client_id) where is_open;

comment on column hour_account.active_threshold is 'threshold_minutes while the mode buys hours (invoice or charge), else null';
comment on column hour_setting.topup_mode is 'invoice or charge; off and warn are alike here, hour_alert says whether the client is warned';
comment on column hour_setting.topup_failures is 'declines that were followed by a retry, and failed attempts, since the last success or resume';
comment on column hour_setting.topup_suspension_cause is
  'the fingerprint (or id) of the refused payment method; dispute: and the fingerprint of the one in dispute; null: by the system';
comment on column hour_payment.asked_version is 'the number of the latest request to read the payment at Stripe';
comment on column saved_method.entered_with is 'the kind of payment that the client entered: a direct debit may come of iDEAL or Bancontact';
comment on column topup_attempt.next_look_at is 'from when on a worker may take the attempt up (while claimed: the claim''s end)';
comment on column topup_attempt.is_open is 'still to be worked on, or waiting for a bank or a person';

-- Functions whose name or parameters change; the ledger's script makes them again.
drop function if exists hours_topup_step(hour_account, timestamptz);
drop function if exists hours_want_payment(uuid, uuid);
drop function if exists hours_owe(hour_account, text, integer);
drop function if exists hours_convert(uuid, text, text, text, timestamptz, text, uuid[]);
drop function if exists topup_claim(uuid, timestamptz, integer);
drop function if exists topup_move(uuid, uuid, integer, text, timestamptz, timestamptz, text, text, integer, integer, boolean);
drop function if exists topup_price(uuid, uuid, integer, integer, integer, text, timestamptz);
drop function if exists topup_suspend(uuid, text, timestamptz);
