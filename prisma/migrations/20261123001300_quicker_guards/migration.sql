-- The same rules in fewer expressions: PostgreSQL prepares each one anew in every transaction.
create or replace function check_account() returns trigger language plpgsql as $$
begin
  if least(new.available_minutes, new.owed_minutes, new.held_minutes) < 0 or least(new.available_minutes, new.owed_minutes) <> 0 then
    raise exception 'The balance of client % can''t be: % left, % owed, % held', new.client_id, new.available_minutes, new.owed_minutes, new.held_minutes
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function check_lot() returns trigger language plpgsql as $$
begin
  if least(new.remaining_minutes, new.used_minutes, new.reversed_minutes, new.reissued_minutes, new.held_minutes,
      new.expired_minutes - new.reissued_minutes) < 0
    or new.remaining_minutes + new.used_minutes + new.reversed_minutes + new.expired_minutes + new.held_minutes <> new.minutes then
    raise exception 'Lot % of client % doesn''t conserve its minutes', new.id, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function check_line() returns trigger language plpgsql as $$
begin
  if new.minutes <= 0 or new.src = new.dst
    or (case when new.src = 'lot' or new.dst = 'lot' then new.lot_id is null else new.lot_id is not null end)
    or (case when new.src = 'debt' or new.dst = 'debt' then new.debt_id is null else new.debt_id is not null end) then
    raise exception 'Line % of op % of client % moves nothing, or from nowhere', new.line, new.seq, new.client_id using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Without a scope it is null, which no policy lets pass.
create or replace function app_scope() returns text language sql stable parallel safe as
  $$ select current_setting('app.scope', true) $$;
