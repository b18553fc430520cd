-- Brings the ledger to what a time entry says: p_minutes billable at p_revision (0 minutes = deleted). The revision is compare-and-set:
-- the next one acts; one already seen changes nothing if it says the same and is stale (TG001) if not; a gap is stale.
-- Returns the op, whether it is new, and the balance after it.
-- Here is the ordinary draw: an entry's first minutes, where the balance stays above zero and above the top-up's level, nothing is due to expire, and
-- the next open lot covers them. It takes the lock and writes the rows that hours_change_time would write, in half the time; for anything else (also a
-- repetition, a frozen or a foreign account) it has written nothing and hours_change_time decides. PostgreSQL prepares each expression anew in every
-- transaction, and that is most of what a draw costs: hence one function, few and short expressions, and a row's own address once it is known.
create or replace function hours_set_time(p_client_id uuid, p_entry_id uuid, p_minutes integer, p_revision integer, p_nature text,
  p_worked_at timestamptz, p_now timestamptz, p_actor text, p_reason text,
  out op_seq integer, out is_new boolean, out available_minutes integer, out owed_minutes integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  v_request bytea := sha256(convert_to(json_build_array(p_minutes, p_nature, extract(epoch from p_worked_at), p_actor)::text, 'UTF8'));
  v_subject text := 'te:' || p_entry_id;
  v_nature hour_nature := p_nature;
  v_account tid;
  v_net integer;
  v_now timestamptz;
  v_hash bytea;
  v_lot_id integer;
  v_value integer;
begin
  if p_revision = 1 and p_minutes > 0 then
    select a.ctid, a.seq + 1, a.available_minutes - p_minutes, greatest(p_now, a.last_at), a.last_hash
    into v_account, op_seq, v_net, v_now, v_hash
    from hour_account a
    where a.client_id = p_client_id and a.frozen_at is null and a.available_minutes - p_minutes > coalesce(a.topup_level, -1)
      and a.next_expiry_at > greatest(p_now, a.last_at) and a.last_expired_at <= p_worked_at
    for no key update;
    if found then
      update hour_lot l set remaining_minutes = l.remaining_minutes - p_minutes, used_minutes = l.used_minutes + p_minutes
      where l.remaining_minutes >= p_minutes
        and l.ctid = (select n.ctid from hour_lot n
          where n.client_id = p_client_id and n.is_open and n.priority >= 0 and n.effective_at <= v_now and n.expires_at > v_now
            and not exists (select from hour_op o where o.client_id = p_client_id and o.subject = v_subject and o.revision is not null)
          order by n.priority, n.expires_at, n.id limit 1)
      returning l.id, hours_value(l.price_minor, l.minutes, l.used_minutes) - hours_value(l.price_minor, l.minutes, l.used_minutes - p_minutes)
      into v_lot_id, v_value;
      if found then
        v_hash := sha256(v_hash || convert_to(hours_op_text(p_client_id, op_seq, 'time', null, v_request, v_subject, 1, p_minutes,
            v_nature, p_worked_at, v_now, p_actor, p_reason, v_net)
          || hours_line_text('lot', 'used', p_minutes, v_value, v_lot_id, null, null), 'UTF8'));
        insert into hour_op (client_id, seq, kind, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash)
        values (p_client_id, op_seq, 'time', v_request, v_subject, 1, p_minutes, v_nature, p_worked_at, v_now, p_actor, p_reason, v_net, v_hash);
        insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id)
        values (p_client_id, op_seq, 1, 'lot', 'used', p_minutes, v_value, v_lot_id);
        update hour_account a set seq = op_seq, available_minutes = v_net, last_hash = v_hash, last_at = v_now where a.ctid = v_account;
        is_new := true;
        available_minutes := v_net;
        owed_minutes := 0;
        return;
      end if;
    end if;
  end if;
  select c.op_seq, c.is_new, c.available_minutes, c.owed_minutes into op_seq, is_new, available_minutes, owed_minutes
  from hours_change_time(p_client_id, p_entry_id, v_request, p_minutes, p_revision, v_nature, p_worked_at, p_now, p_actor, p_reason) c;
end $$;
revoke execute on function hours_set_time from public;
grant execute on function hours_set_time to tegoed_app;
