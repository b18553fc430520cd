-- The rules of the rows that every draw writes, as triggers: PostgreSQL reads the text of a check constraint anew for each statement, a third of
-- a draw's instructions, and a trigger's function once a connection. The rules and their error (check_violation) stay as they were.
alter table hour_account drop constraint hour_account_check, drop constraint hour_account_check1;
alter table hour_lot drop constraint hour_lot_check;
alter table hour_op drop constraint hour_op_check;
alter table hour_transfer drop constraint hour_transfer_check;

-- A line's lot and debt follow from rows that its act has just read or written under the account's lock, as its op does: looking each one up and
-- locking it again is a tenth of a draw. ledger_defects names a line whose lot or debt isn't there.
alter table hour_transfer drop constraint hour_transfer_client_id_lot_id_fkey, drop constraint hour_transfer_client_id_debt_id_fkey;

-- Room on the page for the next version of a lot, so that a draw leaves its indexes alone.
alter table hour_lot set (fillfactor = 50);

create function check_account() returns trigger language plpgsql as $$
begin
  if new.available_minutes < 0 or new.owed_minutes < 0 or new.held_minutes < 0
    or (new.available_minutes <> 0 and new.owed_minutes <> 0) then
    raise exception 'The balance of client % can''t be: % left, % owed, % held', new.client_id, new.available_minutes, new.owed_minutes, new.held_minutes
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_account before insert or update on hour_account for each row execute function check_account();

create function check_lot() returns trigger language plpgsql as $$
begin
  if new.remaining_minutes < 0 or new.used_minutes < 0 or new.reversed_minutes < 0 or new.reissued_minutes < 0 or new.held_minutes < 0
    or new.expired_minutes < new.reissued_minutes
    or new.remaining_minutes + new.used_minutes + new.reversed_minutes + new.expired_minutes + new.held_minutes <> new.minutes then
    raise exception 'Lot % of client % doesn''t conserve its minutes', new.id, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_lot before insert or update on hour_lot for each row execute function check_lot();

create function check_op() returns trigger language plpgsql as $$
begin
  if new.kind <> 'expire' and (new.request_hash is null or (new.idem_key is null and new.revision is null)) then
    raise exception 'Op % of client % can''t be told from its repetition', new.seq, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_op before insert on hour_op for each row execute function check_op();

create function check_line() returns trigger language plpgsql as $$
begin
  if new.minutes <= 0 or new.src = new.dst
    or (new.lot_id is not null) <> (new.src = 'lot' or new.dst = 'lot')
    or (new.debt_id is not null) <> (new.src = 'debt' or new.dst = 'debt') then
    raise exception 'Line % of op % of client % moves nothing, or from nowhere', new.line, new.seq, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_line before insert on hour_transfer for each row execute function check_line();
