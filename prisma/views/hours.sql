-- What other modules may read of the hours ledger, of time entries and of work types. Minutes and minor units are integers.
-- Each view runs with the rights and the row policies of the role that reads it.

create view hour_account_facts with (security_invoker = true) as
  select client_id, seq, available_minutes, owed_minutes, held_minutes, last_hash, last_at, next_expiry_at,
    last_expired_at, frozen_at, frozen_reason, active_threshold
  from hour_account;
grant select on hour_account_facts to tegoed_app;

create view hour_alert_facts with (security_invoker = true) as
  select client_id, id, kind, level, to_buyers, user_ids, created_at, removed_at
  from hour_alert;
grant select on hour_alert_facts to tegoed_app;

create view hour_debt_facts with (security_invoker = true) as
  select client_id, id, subject, dst, minutes, open_minutes, settled_minutes, canceled_minutes, opened_seq
  from hour_debt;
grant select on hour_debt_facts to tegoed_app;

create view hour_lot_facts with (security_invoker = true) as
  select client_id, id, payment_id, source, parent_lot_id, minutes, price_minor, currency,
    remaining_minutes, used_minutes, reversed_minutes, expired_minutes, held_minutes, reissued_minutes,
    priority, effective_at, expires_at, opened_seq, is_open
  from hour_lot;
grant select on hour_lot_facts to tegoed_app;

create view hour_op_facts with (security_invoker = true) as
  select client_id, seq, kind, idem_key, request_hash, subject, revision, minutes, nature, effective_at,
    recorded_at, actor, reason, net_after, hash
  from hour_op;
grant select on hour_op_facts to tegoed_app;

create view hour_payment_facts with (security_invoker = true) as
  select client_id, id, stripe_payment_intent, stripe_invoice, gross_minor, net_minor, currency,
    refunded_minor, disputed_minor, asked_version, applied_version
  from hour_payment;
grant select on hour_payment_facts to tegoed_app;

create view hour_payment_state_facts with (security_invoker = true) as
  select client_id, payment_id, seq, version, refunded_minor, disputed_minor, reversed_minutes,
    held_minutes
  from hour_payment_state;
grant select on hour_payment_state_facts to tegoed_app;

create view hour_setting_facts with (security_invoker = true) as
  select client_id, overage_policy, fairness_days, correction_grace_days, threshold_minutes, topup_mode,
    topup_block_minutes, topup_max_per_30d, topup_max_minor_per_30d, topup_failures,
    topup_suspended_at, topup_suspension_cause, topup_not_before, topup_capped_at
  from hour_setting;
grant select on hour_setting_facts to tegoed_app;

create view time_entry_facts with (security_invoker = true) as
  select client_id, id, request_id, engineer_id, worked_on, started_at, worked_at, worked_minutes,
    work_type_id, minimum_minutes, rounding_minutes, multiplier_percent, free, covered, nature, note,
    billable_minutes, revision, created_at, updated_at, deleted_at
  from time_entry;
grant select on time_entry_facts to tegoed_app;

create view time_setting_facts with (security_invoker = true) as
  select client_id, approval, query_days
  from time_setting;
grant select on time_setting_facts to tegoed_app;

create view time_approval_facts with (security_invoker = true) as
  select client_id, entry_id, setting, late, awaits, state, version, reason, asked_at
  from time_approval;
grant select on time_approval_facts to tegoed_app;

create view topup_attempt_facts with (security_invoker = true) as
  select client_id, id, minutes, gross_minor, currency, status, try_no, key_no, awaits_bank,
    maybe_sent_since, stripe_invoice, next_look_at, version, note, created_at, closed_at, is_open
  from topup_attempt;
grant select on topup_attempt_facts to tegoed_app;

create view work_type_facts with (security_invoker = true) as
  select id, key, names, minimum_minutes, rounding_minutes, multiplier_percent, free, position, active
  from work_type;
grant select on work_type_facts to tegoed_app;
