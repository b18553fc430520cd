-- What a payment's reversals have taken and not given back, oldest first: from a lot (was_expired: from its expired minutes) or as a debt.
-- Minutes are given back newest first, so the journal is read as a stack: a reversal adds to it, giving back takes from its end.
create or replace function hours_reversed_pieces(p_client_id uuid, p_payment_id uuid)
returns table (lot_id integer, debt_id integer, was_expired boolean, minutes integer)
language plpgsql stable as $$
declare
  v_line record;
  v_lots integer[] := '{}';
  v_debts integer[] := '{}';
  v_expired boolean[] := '{}';
  v_minutes integer[] := '{}';
  v_top integer := 0;
  v_back integer;
begin
  for v_line in
    -- hours_reverse writes expired -> lot right before lot -> reversed of the same lot
    select t.src, t.dst, t.lot_id, t.debt_id, t.minutes,
      coalesce(lag(t.src = 'expired') over w and lag(t.lot_id) over w = t.lot_id, false) as was_expired
    from hour_op o join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq
    where o.client_id = p_client_id and o.subject = 'pay:' || p_payment_id and o.revision is not null
    window w as (partition by t.seq order by t.line)
    order by t.seq, t.line
  loop
    if v_line.dst = 'reversed' then
      v_top := v_top + 1;
      v_lots[v_top] := v_line.lot_id;
      v_debts[v_top] := v_line.debt_id;
      v_expired[v_top] := v_line.was_expired;
      v_minutes[v_top] := v_line.minutes;
    elsif v_line.src = 'reversed' then
      v_back := v_line.minutes;
      while v_back > 0 loop
        v_minutes[v_top] := v_minutes[v_top] - v_back;
        -- below zero: the rest comes off the next piece
        v_back := greatest(-v_minutes[v_top], 0);
        v_top := v_top - case when v_minutes[v_top] <= 0 then 1 else 0 end;
      end loop;
    end if;
  end loop;
  return query select * from unnest(v_lots[1:v_top], v_debts[1:v_top], v_expired[1:v_top], v_minutes[1:v_top]);
end $$;
revoke execute on function hours_reversed_pieces from public;
