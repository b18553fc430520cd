-- What each of these time entries costs now, net of corrections: minutes and their value (minor units) per lot, and with lot_id
-- null the minutes that no lot has paid yet. last_seq and last_line are the journal line of the latest draw from that lot.
create or replace function hours_allocations(p_client_id uuid, p_entry_ids uuid[])
returns table (entry_id uuid, lot_id integer, minutes integer, value_minor integer, last_seq integer, last_line integer)
language sql stable as $$
  with lines as (
    -- a line has a subject of its own only where it pays another subject's debt
    select substr(o.subject, 4)::uuid as entry_id, t.*
    from hour_op o join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq and t.subject is null
    where o.client_id = p_client_id and o.revision is not null and o.subject = any (array(select 'te:' || e from unnest(p_entry_ids) e))
    union all
    select substr(t.subject, 4)::uuid, t.*
    from hour_transfer t
    where t.client_id = p_client_id and t.subject = any (array(select 'te:' || e from unnest(p_entry_ids) e))
  )
  select l.entry_id, l.lot_id, sum(case l.src when 'lot' then l.minutes else -l.minutes end)::integer, sum(l.value_minor)::integer,
    max(l.seq) filter (where l.src = 'lot'), (max(array[l.seq, l.line]) filter (where l.src = 'lot'))[2]
  from lines l
  where (l.src = 'lot' and l.dst in ('used', 'debt')) or (l.src = 'used' and l.dst = 'lot')
  group by l.entry_id, l.lot_id
  having sum(case l.src when 'lot' then l.minutes else -l.minutes end) > 0
  union all
  select l.entry_id, null, sum(case l.src when 'debt' then l.minutes else -l.minutes end)::integer, 0, max(l.seq) filter (where l.src = 'debt'), 0
  from lines l
  where l.src = 'debt' or l.dst = 'debt'
  group by l.entry_id
  having sum(case l.src when 'debt' then l.minutes else -l.minutes end) > 0
$$;
revoke execute on function hours_allocations from public;
grant execute on function hours_allocations to tegoed_app;
