-- The violations of invariants that can be found without reading the whole journal, in all accounts: rows and the accounts' sums as they are now,
-- and every op after the last proven one (hour_proof). A sound ledger has none.
create or replace function ledger_defects_since() returns table (client_id uuid, invariant text, subject text, detail text)
language sql stable as $$
  with state as materialized (
    select a.client_id, a.seq, a.available_minutes, a.owed_minutes, a.held_minutes, a.next_expiry_at, a.last_hash, a.active_threshold,
      coalesce(p.seq, 0) as proven_seq, coalesce(p.hash, '\x'::bytea) as proven_hash, coalesce(p.net_minutes, 0) as proven_net,
      o.recorded_at as proven_at
    from hour_account a left join hour_proof p on p.client_id = a.client_id left join hour_op o on o.client_id = p.client_id and o.seq = p.seq
  ), op_sum as (
    select t.client_id, t.seq,
      sum(case when t.dst = 'lot' then t.minutes when t.src = 'lot' then -t.minutes else 0 end
        + case when t.dst = 'debt' then t.minutes when t.src = 'debt' then -t.minutes else 0 end) as net, array_agg(t order by t.line) as lines
    from state a join hour_transfer t on t.client_id = a.client_id and t.seq > a.proven_seq group by t.client_id, t.seq
  ), op as materialized (
    select o.client_id, o.seq, o as self, o.kind, o.subject, o.revision, o.minutes, o.net_after, o.hash, o.recorded_at, coalesce(s.net, 0) as net,
      coalesce(s.lines, '{}') as lines, a.proven_seq + row_number() over w as place, lag(o.net_after, 1, a.proven_net) over w as net_before,
      lag(o.hash, 1, a.proven_hash) over w as previous_hash, lag(o.recorded_at, 1, a.proven_at) over w as previous_at
    from state a join hour_op o on o.client_id = a.client_id and o.seq > a.proven_seq
    left join op_sum s on s.client_id = o.client_id and s.seq = o.seq
    window w as (partition by o.client_id order by o.seq)
  ), last_of_entry as (
    select distinct on (o.client_id, o.subject) o.client_id, o.subject, o.revision, o.minutes from op o
    where o.revision is not null and o.subject like 'te:%' order by o.client_id, o.subject, o.revision desc
  ), row_sum as (
    select a.client_id, coalesce(l.remaining, 0) as remaining, coalesce(l.held, 0) as held, l.first_expiry, coalesce(d.open, 0) as open
    from state a
    left join (select l.client_id, sum(l.remaining_minutes) as remaining, sum(l.held_minutes) as held, min(l.expires_at) filter (where l.is_open) as first_expiry
      from hour_lot l group by l.client_id) l on l.client_id = a.client_id
    left join (select d.client_id, sum(d.open_minutes) as open from hour_debt d group by d.client_id) d on d.client_id = a.client_id
  )
  select l.client_id, 'I1', 'lot ' || l.id, 'a lot doesn''t conserve its minutes' from hour_lot l
    where l.remaining_minutes + l.used_minutes + l.reversed_minutes + l.expired_minutes + l.held_minutes <> l.minutes
  union all
  select d.client_id, 'I2', 'debt ' || d.id, 'a debt doesn''t conserve its minutes' from hour_debt d
    where d.open_minutes + d.settled_minutes + d.canceled_minutes <> d.minutes
  union all
  select a.client_id, 'I3', 'account', format('account %s/%s/%s, its rows %s/%s/%s', a.available_minutes, a.owed_minutes, a.held_minutes, r.remaining, r.open, r.held)
    from state a join row_sum r on r.client_id = a.client_id
    where (a.available_minutes, a.owed_minutes, a.held_minutes) is distinct from (r.remaining, r.open, r.held) or r.first_expiry < a.next_expiry_at
      or least(a.available_minutes, a.owed_minutes, a.held_minutes) < 0 or (a.available_minutes > 0 and a.owed_minutes > 0)
  union all
  select o.client_id, 'I5', 'op ' || o.seq, format('number %s stands at place %s', o.seq, o.place) from op o where o.seq <> o.place
  union all
  select o.client_id, 'I5', 'op ' || o.seq, 'recorded before the op before it' from op o where o.recorded_at < o.previous_at
  union all
  select a.client_id, 'I5', 'account', format('seq %s, last op %s', a.seq, coalesce(n.seq, a.proven_seq)) from state a
    left join lateral (select max(o.seq) as seq from op o where o.client_id = a.client_id) n on true where a.seq <> coalesce(n.seq, a.proven_seq)
  union all
  select e.client_id, 'I8', e.subject, format('entry: %s min at revision %s, last op: %s min at revision %s', t.minutes, t.revision, e.minutes, e.revision)
    from last_of_entry e
    left join lateral (select case when t.deleted_at is null then t.billable_minutes else 0 end as minutes, t.revision from time_entry t
      where t.client_id = e.client_id and t.id = substr(e.subject, 4)::uuid) t on true
    where (t.minutes, t.revision) is distinct from (e.minutes, e.revision)
  union all
  select o.client_id, 'I10', 'op ' || o.seq, format('net after %s, expected %s', o.net_after, o.net_before + o.net) from op o
    where o.net_after <> o.net_before + o.net
  union all
  select a.client_id, 'I10', 'account', format('net %s, last op %s', a.available_minutes - a.owed_minutes, coalesce(n.net_after, a.proven_net)) from state a
    left join lateral (select o.net_after from op o where o.client_id = a.client_id order by o.seq desc limit 1) n on true
    where a.available_minutes - a.owed_minutes <> coalesce(n.net_after, a.proven_net)
  union all
  select o.client_id, 'I16', 'op ' || o.seq, 'the hash doesn''t follow from the op before it' from op o
    where o.hash is distinct from hours_op_hash(o.previous_hash, o.self, o.lines)
  union all
  select a.client_id, 'I16', 'op ' || a.proven_seq, 'a proven op has changed' from state a
    where a.proven_seq > 0 and not exists (select from hour_op o where o.client_id = a.client_id and o.seq = a.proven_seq and o.hash = a.proven_hash)
  union all
  select a.client_id, 'I16', 'account', 'the head isn''t the last op''s hash' from state a
    left join lateral (select o.hash from op o where o.client_id = a.client_id order by o.seq desc limit 1) n on true
    where a.last_hash <> coalesce(n.hash, a.proven_hash)
$$;
revoke execute on function ledger_defects_since from public;
grant execute on function ledger_defects_since to tegoed_app;
