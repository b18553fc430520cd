-- The rules of the ledger's rows as CHECKs and foreign keys. Some were triggers, or looked for by ledger_defects alone, to make a draw quicker.
drop trigger check_account on hour_account;
drop trigger check_lot on hour_lot;
drop trigger check_new_lot on hour_lot;
drop trigger check_op on hour_op;
drop trigger check_line on hour_transfer;
drop function check_account(), check_lot(), check_new_lot(), check_op(), check_line();

-- Row-level security is forced on the owner: with a scope, the foreign keys below are checked against every row that is there.
select set_config('app.scope', 'system', true);

alter table hour_account
  add constraint hour_account_never_negative check (available_minutes >= 0 and owed_minutes >= 0 and held_minutes >= 0),
  add constraint hour_account_left_or_owed check (available_minutes = 0 or owed_minutes = 0);

alter table hour_lot
  add constraint hour_lot_never_negative check (remaining_minutes >= 0 and used_minutes >= 0 and reversed_minutes >= 0 and held_minutes >= 0
    and reissued_minutes >= 0 and expired_minutes >= reissued_minutes),
  add constraint hour_lot_conserves_minutes
    check (remaining_minutes + used_minutes + reversed_minutes + expired_minutes + held_minutes = minutes),
  add constraint hour_lot_has_minutes check (minutes > 0 and price_minor >= 0 and expires_at > effective_at),
  add constraint hour_lot_correction_has_parent check ((source = 'correction') = (parent_lot_id is not null)),
  add constraint hour_lot_bought_has_price
    check (source not in ('purchase', 'auto_topup') or (payment_id is not null and price_minor > 0));

alter table hour_op
  add constraint hour_op_account foreign key (client_id) references hour_account,
  add constraint hour_op_names_its_request
    check (kind = 'expire' or (request_hash is not null and (idem_key is not null or revision is not null)));

alter table hour_transfer
  add constraint hour_transfer_op foreign key (client_id, seq) references hour_op,
  add constraint hour_transfer_lot foreign key (client_id, lot_id) references hour_lot,
  add constraint hour_transfer_debt foreign key (client_id, debt_id) references hour_debt,
  add constraint hour_transfer_moves_minutes check (minutes > 0 and src <> dst),
  add constraint hour_transfer_names_lot check ((lot_id is not null) = (src = 'lot' or dst = 'lot')),
  add constraint hour_transfer_names_debt check ((debt_id is not null) = (src = 'debt' or dst = 'debt'));

alter table hour_payment_state add constraint hour_payment_state_op foreign key (client_id, seq) references hour_op;

-- hours_set_time is the one function that changes an entry's time.
drop function if exists hours_change_time(uuid, uuid, bytea, integer, integer, hour_nature, timestamptz, timestamptz, text, text);
