-- One row for each violation of an invariant (numbered as in README.md); a sound ledger has none. A client sees its own, staff and system all.
-- Reads the whole journal: for tests, the nightly check and the command, not for pages.
create or replace view ledger_defects with (security_invoker = true) as
with recursive line as (
  select t.*, coalesce(t.subject, o.subject) as entry_subject, o.kind, o.recorded_at
  from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq
), op_sum as (
  select client_id, seq,
    sum(case when dst = 'lot' then minutes when src = 'lot' then -minutes else 0 end + case when dst = 'debt' then minutes when src = 'debt' then -minutes else 0 end) as net,
    array_agg(t order by line) as lines
  from hour_transfer t group by client_id, seq
), op as (
  select o.*, o as self, coalesce(s.net, 0) as net, coalesce(s.lines, '{}') as lines, row_number() over w as place,
    lag(o.net_after, 1, 0) over w as net_before, lag(o.hash, 1, '\x'::bytea) over w as previous_hash, lag(o.recorded_at) over w as previous_at
  from hour_op o left join op_sum s on s.client_id = o.client_id and s.seq = o.seq
  window w as (partition by o.client_id order by o.seq)
), lot_sum as (
  select client_id, lot_id,
    sum(case when dst = 'lot' then minutes else -minutes end) as remaining,
    sum(case when src = 'source' then minutes else 0 end) as granted,
    sum(case when src = 'lot' and dst in ('used', 'debt') then minutes when dst = 'lot' and src in ('used', 'debt') then -minutes else 0 end) as used,
    sum(case when dst = 'expired' then minutes when src = 'expired' then -minutes else 0 end) as expired,
    sum(case when dst = 'reversed' then minutes when src = 'reversed' then -minutes else 0 end) as reversed,
    sum(case when dst = 'held' then minutes when src = 'held' then -minutes else 0 end) as held,
    sum(value_minor) filter (where dst <> 'reversed') as value,
    sum(value_minor) filter (where dst = 'reversed') as moved, count(*) filter (where dst = 'reversed' and value_minor <> 0) as pieces
  from hour_transfer where lot_id is not null group by client_id, lot_id
), debt_sum as (
  select client_id, debt_id,
    sum(case when src = 'debt' then minutes else -minutes end) as open,
    sum(case when src = 'debt' and dst in ('used', 'reversed') then minutes else 0 end) as made,
    sum(case when dst = 'debt' and src = 'lot' then minutes when src = 'debt' and dst = 'lot' then -minutes else 0 end) as settled
  from hour_transfer where debt_id is not null group by client_id, debt_id
), entry_sum as (
  select client_id, entry_subject, sum(case when dst = 'used' then minutes when src = 'used' then -minutes else 0 end) as used
  from line where entry_subject like 'te:%' group by client_id, entry_subject
), entry_op as (
  select distinct on (client_id, subject) client_id, subject, revision, minutes, count(*) over (partition by client_id, subject) as edits
  from hour_op where revision is not null and subject like 'te:%' order by client_id, subject, revision desc
), entry as (
  select client_id, 'te:' || id as subject, revision, case when deleted_at is null then billable_minutes else 0 end as minutes from time_entry
  -- revision 0 is unapproved: it has no op, and must have none
  where revision > 0
), tree (client_id, payment_id, root_id, id) as (
  select client_id, payment_id, id, id from hour_lot where parent_lot_id is null
  union all
  select c.client_id, t.payment_id, t.root_id, c.id from tree t join hour_lot c on c.client_id = t.client_id and c.parent_lot_id = t.id
), payment_sum as (
  select o.client_id, o.subject, sum(case when t.dst = 'reversed' then t.minutes when t.src = 'reversed' then -t.minutes else 0 end) as reversed
  from hour_op o join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq where o.kind = 'payment' group by o.client_id, o.subject
), payment as (
  select p.*, l.minutes as lot_minutes, hours_share(l.minutes, p.refunded_minor, p.gross_minor) as due, coalesce(s.reversed, 0) as reversed,
    coalesce(h.held, 0) as held
  from hour_payment p join hour_lot l on l.client_id = p.client_id and l.payment_id = p.id
  left join (select t.client_id, t.payment_id, sum(n.held_minutes) as held from tree t join hour_lot n on n.client_id = t.client_id and n.id = t.id
    where t.payment_id is not null group by t.client_id, t.payment_id) h on h.client_id = p.client_id and h.payment_id = p.id
  left join payment_sum s on s.client_id = p.client_id and s.subject = 'pay:' || p.id
), account_sums as (
  select a.*, coalesce(l.remaining, 0) as lots_remaining, coalesce(l.minutes, 0) as lots_minutes, coalesce(l.expired, 0) as lots_expired,
    coalesce(l.held, 0) as lots_held, l.first_expiry, coalesce(d.open, 0) as debts_open, coalesce(e.minutes, 0) as worked,
    coalesce(r.due, 0) + coalesce(x.minutes, 0) as reversed
  from hour_account a
  left join (select client_id, sum(remaining_minutes) as remaining, sum(minutes) as minutes, sum(expired_minutes) as expired, sum(held_minutes) as held,
      min(expires_at) filter (where is_open) as first_expiry from hour_lot group by client_id) l on l.client_id = a.client_id
  left join (select client_id, sum(open_minutes) as open from hour_debt group by client_id) d on d.client_id = a.client_id
  left join (select client_id, sum(minutes) as minutes from entry group by client_id) e on e.client_id = a.client_id
  left join (select client_id, sum(due) as due from payment group by client_id) r on r.client_id = a.client_id
  left join (select client_id, sum(abs(minutes)) as minutes from hour_op
    where (kind = 'adjust' and subject like 'adj:%') or (kind = 'move' and minutes < 0) or kind = 'convert' group by client_id) x on x.client_id = a.client_id
), piece (client_id, seq, minutes, list) as (
  -- what left in a move, and what arrived
  select t.client_id, t.seq, sum(t.minutes), array_agg(format('%s %s %s %s %s', t.minutes, t.value_minor, l.currency, l.priority, l.expires_at) order by t.line)
  from line t join hour_lot l on l.client_id = t.client_id and l.id = t.lot_id where t.kind = 'move' and t.src = 'lot' and t.dst = 'reversed' group by t.client_id, t.seq
  union all
  select client_id, opened_seq, sum(minutes), array_agg(format('%s %s %s %s %s', minutes, price_minor, currency, priority, expires_at) order by id)
  from hour_lot where source = 'moved' group by client_id, opened_seq
)
select client_id, 'I1' as invariant, 'lot ' || id as subject, 'a lot doesn''t conserve its minutes' as detail from hour_lot
  where remaining_minutes + used_minutes + reversed_minutes + expired_minutes + held_minutes <> minutes
    or least(remaining_minutes, used_minutes, reversed_minutes, expired_minutes, held_minutes) < 0
union all
select client_id, 'I2', 'debt ' || id, 'a debt doesn''t conserve its minutes' from hour_debt
  where open_minutes + settled_minutes + canceled_minutes <> minutes or least(open_minutes, settled_minutes, canceled_minutes) < 0
union all
select client_id, 'I3', 'account', format('available %s, owed %s, held %s', available_minutes, owed_minutes, held_minutes) from hour_account
  where least(available_minutes, owed_minutes, held_minutes) < 0 or (available_minutes > 0 and owed_minutes > 0)
union all
select client_id, 'I3', 'account', format('account %s/%s/%s, its rows %s/%s/%s', available_minutes, owed_minutes, held_minutes, lots_remaining, debts_open, lots_held)
  from account_sums where (available_minutes, owed_minutes, held_minutes) is distinct from (lots_remaining, debts_open, lots_held) or first_expiry < next_expiry_at
union all
select client_id, 'I5', 'op ' || seq, format('number %s stands at place %s', seq, place) from op where seq <> place
union all
select a.client_id, 'I5', 'account', format('seq %s, %s ops', a.seq, o.n) from hour_account a
  cross join lateral (select count(*) as n from hour_op o where o.client_id = a.client_id) o where a.seq <> o.n
union all
select client_id, 'I5', 'op ' || seq, 'lines without an op, or an op without an account' from (
    select client_id, seq from hour_transfer except select client_id, seq from hour_op
    union all
    select o.client_id, o.seq from hour_op o where not exists (select from hour_account a where a.client_id = o.client_id)) stray
union all
select t.client_id, 'I5', 'op ' || t.seq, 'a line of a lot or debt that isn''t there' from hour_transfer t
  where (t.lot_id is not null and not exists (select from hour_lot l where l.client_id = t.client_id and l.id = t.lot_id))
    or (t.debt_id is not null and not exists (select from hour_debt d where d.client_id = t.client_id and d.id = t.debt_id))
union all
select client_id, 'I5', 'op ' || seq, 'recorded before the op before it' from op where recorded_at < previous_at
union all
select min(client_id::text)::uuid, 'I7', 'payment ' || stripe_payment_intent, 'one Stripe payment in two accounts' from hour_payment
  where stripe_payment_intent is not null group by stripe_payment_intent having count(*) > 1
union all
select min(client_id::text)::uuid, 'I7', 'payment ' || stripe_invoice, 'one Stripe invoice in two accounts' from hour_payment
  where stripe_invoice is not null group by stripe_invoice having count(*) > 1
union all
select p.client_id, 'I7', 'payment ' || p.id, format('%s lots', count(l.id)) from hour_payment p
  left join hour_lot l on l.client_id = p.client_id and l.payment_id = p.id group by p.client_id, p.id having count(l.id) > 1
union all
select coalesce(e.client_id, o.client_id), 'I8', coalesce(e.subject, o.subject),
    format('entry: %s min at revision %s, journal: %s min, last op: %s min at revision %s', e.minutes, e.revision, s.used, o.minutes, o.revision)
  from entry e
  full join entry_op o on o.client_id = e.client_id and o.subject = e.subject
  left join entry_sum s on s.client_id = coalesce(e.client_id, o.client_id) and s.entry_subject = coalesce(e.subject, o.subject)
  where coalesce(e.minutes, 0) <> coalesce(s.used, 0) or e.minutes is distinct from o.minutes or e.revision is distinct from o.revision or o.revision <> o.edits
union all
select client_id, 'I8', entry_subject, 'journal lines of an entry without an op' from entry_sum s
  where not exists (select from entry_op o where o.client_id = s.client_id and o.subject = s.entry_subject)
union all
select null, 'I9', c.name, 'the journal can be changed: its trigger is missing or off' from (values ('hour_op'), ('hour_transfer')) c (name)
  where not exists (select from pg_trigger g where g.tgrelid = c.name::regclass and g.tgname = 'append_only' and g.tgenabled <> 'D')
union all
select client_id, 'I10', 'op ' || seq, format('net after %s, expected %s', net_after, net_before + net) from op where net_after <> net_before + net
union all
select l.client_id, 'I11', 'lot ' || l.id, format('value %s, expected %s', s.value, hours_value(l.price_minor, l.minutes, l.used_minutes))
  from hour_lot l left join lot_sum s on s.client_id = l.client_id and s.lot_id = l.id
  where coalesce(s.value, 0) <> hours_value(l.price_minor, l.minutes, l.used_minutes)
union all
select r.client_id, 'I11', 'lot ' || r.id, format('it and its correction lots earn %s of %s', s.value, r.price_minor) from hour_lot r
  join (
    -- each correction lot may round by one minor unit, each piece that moved away by two, no more
    select t.client_id, t.root_id, sum(hours_value(l.price_minor, l.minutes, l.used_minutes) + coalesce(j.moved, 0)) as value,
      count(*) - 1 + 2 * coalesce(sum(j.pieces), 0) as rounding, sum(l.minutes - l.used_minutes - l.reissued_minutes) as unused
    from tree t
    join hour_lot l on l.client_id = t.client_id and l.id = t.id
    left join lot_sum j on j.client_id = l.client_id and j.lot_id = l.id
    group by t.client_id, t.root_id
  ) s on s.client_id = r.client_id and s.root_id = r.id
  where s.value > r.price_minor + s.rounding or (s.unused = 0 and s.value < r.price_minor - s.rounding)
union all
select client_id, 'I12', 'top-up', format('%s attempts are open', count(*)) from topup_attempt
  where is_open group by client_id having count(*) > 1
union all
select a.client_id, 'I12', 'top-up', format('threshold %s, mode %s at %s', a.active_threshold, s.topup_mode, s.threshold_minutes) from hour_account a
  join hour_setting s on s.client_id = a.client_id
  where a.active_threshold is distinct from case when s.topup_mode in ('invoice', 'charge') then s.threshold_minutes end
union all
select t.client_id, 'I13', 'lot ' || t.lot_id, format('op %s took %s minutes outside the lot''s days', t.seq, sum(t.minutes))
  from line t join hour_lot l on l.client_id = t.client_id and l.id = t.lot_id
  where t.src = 'lot' and t.dst in ('used', 'debt') and (t.recorded_at >= l.expires_at or t.recorded_at < l.effective_at)
  group by t.client_id, t.lot_id, t.seq
  having sum(t.minutes) > coalesce((select sum(r.minutes) from hour_transfer r
    where r.client_id = t.client_id and r.seq = t.seq and r.lot_id = t.lot_id and r.src = 'expired'), 0)
union all
select client_id, 'I14', 'payment ' || id, format('%s minutes reversed, expected %s', reversed, due) from payment where reversed <> due
union all
select p.client_id, 'I14', 'payment ' || p.id, format('%s minutes held, %s recorded, at most %s', p.held, s.held_minutes, hours_share(p.lot_minutes, p.disputed_minor, p.gross_minor))
  from payment p
  left join lateral (select * from hour_payment_state s where s.client_id = p.client_id and s.payment_id = p.id order by s.seq desc limit 1) s on true
  where p.held <> coalesce(s.held_minutes, 0) or p.held > hours_share(p.lot_minutes, p.disputed_minor, p.gross_minor)
    or (p.refunded_minor, p.disputed_minor, p.reversed) is distinct from (coalesce(s.refunded_minor, 0), coalesce(s.disputed_minor, 0), coalesce(s.reversed_minutes, 0)::bigint)
    or s.version > p.applied_version or p.applied_version > p.asked_version
union all
select s.client_id, 'I14', 'payment ' || s.payment_id, format('op %s differs from the state recorded with it', s.seq) from hour_payment_state s
  left join hour_op o on o.client_id = s.client_id and o.seq = s.seq
  where (o.kind, o.subject, o.revision, o.minutes, o.request_hash) is distinct from ('payment'::hour_op_kind, 'pay:' || s.payment_id, s.version::integer, s.reversed_minutes,
    sha256(convert_to(json_build_array(s.version, s.refunded_minor, s.disputed_minor)::text, 'UTF8')))
union all
select client_id, 'I15', 'account', format('net %s, expected %s', available_minutes - owed_minutes, lots_minutes - lots_expired - lots_held - worked - reversed)
  from account_sums where available_minutes - owed_minutes <> lots_minutes - lots_expired - lots_held - worked - reversed
union all
select client_id, 'I16', 'op ' || seq, 'the hash doesn''t follow from the op before it' from op where hash is distinct from hours_op_hash(previous_hash, self, lines)
union all
select a.client_id, 'I16', 'account', 'the head isn''t the last op''s hash' from hour_account a
  where a.last_hash <> coalesce((select o.hash from hour_op o where o.client_id = a.client_id and o.seq = a.seq), '\x'::bytea)
union all
select l.client_id, 'I18', 'lot ' || l.id, 'lot differs from its journal lines' from hour_lot l
  left join lot_sum s on s.client_id = l.client_id and s.lot_id = l.id
  where (s.granted, s.remaining, s.used, s.expired, s.reversed, s.held) is distinct from
    (l.minutes, l.remaining_minutes, l.used_minutes, l.expired_minutes, l.reversed_minutes, l.held_minutes)
union all
select l.client_id, 'I18', 'lot ' || l.id, 'its correction lots don''t add up' from hour_lot l
  where l.reissued_minutes <> coalesce((select sum(c.minutes) from hour_lot c where c.client_id = l.client_id and c.parent_lot_id = l.id), 0)
union all
select d.client_id, 'I18', 'debt ' || d.id, 'debt differs from its journal lines' from hour_debt d
  left join debt_sum s on s.client_id = d.client_id and s.debt_id = d.id
  where (s.made, s.open, s.settled) is distinct from (d.minutes, d.open_minutes, d.settled_minutes)
union all
select o.client_id, 'I19', 'op ' || o.seq, 'the two sides of a move differ' from hour_op o
  left join hour_move m on m.client_id = o.client_id and m.seq = o.seq
  left join hour_op p on p.client_id = m.other_client_id and p.seq = m.other_seq
  left join piece a on a.client_id = o.client_id and a.seq = o.seq
  left join piece b on b.client_id = p.client_id and b.seq = p.seq
  -- a client sees its own side alone
  where o.kind = 'move' and app_scope() in ('staff', 'system')
    and ((p.kind, p.idem_key, p.minutes, p.recorded_at, b.minutes, b.list) is distinct from (o.kind, o.idem_key, -o.minutes, o.recorded_at, abs(o.minutes)::bigint, a.list))
union all
select coalesce(a.client_id, m.client_id), 'I19', 'op ' || coalesce(a.seq, m.seq), 'hours moved without a move op' from piece a
  full join hour_move m on m.client_id = a.client_id and m.seq = a.seq
  where app_scope() in ('staff', 'system') and not exists (select from hour_op o where o.kind = 'move' and o.client_id = coalesce(a.client_id, m.client_id) and o.seq = coalesce(a.seq, m.seq));
grant select on ledger_defects to tegoed_app;
