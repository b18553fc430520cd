-- Under the lock: gives back minutes that were taken for a payment, newest first: what had expired is expired again; what was held or remained goes
-- into its lot; a debt is canceled, the unpaid part first, and what lots had paid of it goes back into them, the latest payment first.
create or replace function hours_unreverse(p_account hour_account, p_payment_id uuid, p_minutes integer, p_now timestamptz) returns hour_transfer[]
language plpgsql as $$
declare
  v_piece record;
  v_share record;
  v_back integer;
  v_part integer;
  v_left integer := p_minutes;
  v_lines hour_transfer[] := '{}';
begin
  for v_piece in
    select p.* from hours_reversed_pieces(p_account.client_id, p_payment_id) with ordinality p (lot_id, debt_id, was_expired, minutes, place)
    order by p.place desc
  loop
    exit when v_left = 0;
    v_back := least(v_left, v_piece.minutes);
    v_left := v_left - v_back;
    if v_piece.was_expired then
      update hour_lot set reversed_minutes = reversed_minutes - v_back, expired_minutes = expired_minutes + v_back
      where client_id = p_account.client_id and id = v_piece.lot_id;
      v_lines := v_lines || hours_line('reversed', 'lot', v_back, 0, v_piece.lot_id, null, null)
        || hours_line('lot', 'expired', v_back, 0, v_piece.lot_id, null, null);
      continue;
    elsif v_piece.lot_id is not null then
      v_lines := v_lines || hours_return(p_account, 'reversed', v_piece.lot_id, null, v_back, p_now);
      continue;
    end if;

    for v_share in
      select null::integer as lot_id, d.open_minutes as minutes, null::integer as paid_seq, null::integer as paid_line
      from hour_debt d where d.client_id = p_account.client_id and d.id = v_piece.debt_id and d.open_minutes > 0
      union all
      select t.lot_id, sum(case t.src when 'lot' then t.minutes else -t.minutes end)::integer, max(t.seq) filter (where t.src = 'lot'),
        (max(array[t.seq, t.line]) filter (where t.src = 'lot'))[2]
      from hour_transfer t
      where t.client_id = p_account.client_id and t.subject = 'pay:' || p_payment_id and t.debt_id = v_piece.debt_id and t.lot_id is not null
      group by t.lot_id having sum(case t.src when 'lot' then t.minutes else -t.minutes end) > 0
      order by paid_seq desc nulls first, paid_line desc
    loop
      exit when v_back = 0;
      v_part := least(v_back, v_share.minutes);
      update hour_debt
      set open_minutes = open_minutes - case when v_share.lot_id is null then v_part else 0 end,
        settled_minutes = settled_minutes - case when v_share.lot_id is null then 0 else v_part end, canceled_minutes = canceled_minutes + v_part
      where client_id = p_account.client_id and id = v_piece.debt_id;
      if v_share.lot_id is not null then
        v_lines := v_lines || hours_return(p_account, 'debt', v_share.lot_id, v_piece.debt_id, v_part, p_now);
      end if;
      v_lines := v_lines || hours_line('reversed', 'debt', v_part, 0, null, v_piece.debt_id, null);
      v_back := v_back - v_part;
    end loop;
    v_left := v_left + v_back;
  end loop;
  if v_left > 0 then
    raise exception 'Payment % has % minutes fewer reversed in the journal than it gives back', p_payment_id, v_left using errcode = 'TG901';
  end if;
  return v_lines;
end $$;
revoke execute on function hours_unreverse from public;
