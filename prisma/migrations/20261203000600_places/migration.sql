-- One person may have access at several clients, at each in one role; or work at the MSP, but never both.
drop index membership_one_live;
create unique index membership_one_live on membership (user_id, client_id) nulls not distinct where ended_at is null;
alter table membership add unique (user_id, id);

create function check_membership_kind() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Of two at the same time the second waits, and then sees the first's.
  perform pg_advisory_xact_lock(hashtextextended('membership of ' || new.user_id, 0));
  if exists (select from membership m where m.user_id = new.user_id and m.ended_at is null and m.id <> new.id
      and (m.client_id is null) <> (new.client_id is null)) then
    raise exception 'Nobody has access at a client and at the MSP' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function check_membership_kind from public;
create trigger check_kind before insert or update of user_id, client_id, ended_at on membership
  for each row when (new.ended_at is null) execute function check_membership_kind();

-- Where a session is: one of its own person's memberships; null until somebody with several has chosen.
alter table session add column membership_id uuid;
alter table session add foreign key (user_id, membership_id) references membership (user_id, id);
create index on session (membership_id);
