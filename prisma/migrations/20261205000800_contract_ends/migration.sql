-- That a contract ends, and its last day: at the MSP's word, because a managed contract takes its place, or because its client ends.
-- A client's notice stands in contract_notice. The earliest of all days counts. One that was taken back stays on record.
create table contract_end (
  client_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  last_on date not null,
  cause text not null check (cause in ('staff', 'conversion', 'client')),
  -- the proposal, or the client's ending
  cause_id uuid,
  reason text not null check (btrim(reason) <> ''),
  ended_by uuid not null references "user",
  ended_at timestamptz not null,
  undone_by uuid references "user",
  undone_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, contract_id) references contract,
  check ((cause = 'staff') = (cause_id is null)),
  check ((undone_by is null) = (undone_at is null))
);
create unique index contract_end_one_a_cause on contract_end (client_id, contract_id, cause) where undone_at is null;
call protect_client_table('contract_end', false);
grant select, insert, update on contract_end to tegoed_app;

create function keep_contract_end() returns trigger language plpgsql as $$
begin
  if row(new.client_id, new.id, new.contract_id, new.last_on, new.cause, new.cause_id, new.reason, new.ended_by, new.ended_at)
    is distinct from
     row(old.client_id, old.id, old.contract_id, old.last_on, old.cause, old.cause_id, old.reason, old.ended_by, old.ended_at)
    or old.undone_at is not null then
    raise exception 'The end of a contract can only be taken back' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_contract_end before update on contract_end for each row execute function keep_contract_end();

-- Nothing asks it any more, and it knew of no other end than a notice.
drop function contract_on(uuid, date);

-- A contract that never came into force covers nothing: its last day is the one before its first.
alter table work_cover drop constraint work_cover_check;
alter table work_cover add constraint work_cover_until_from check (until_on >= from_on - 1);

select set_config('app.scope', 'system', true);
-- Clients that end or have ended: so do the contracts that would have gone on.
insert into contract_end (client_id, id, contract_id, last_on, cause, cause_id, reason, ended_by, ended_at)
  select k.client_id, gen_random_uuid(), k.id, e.from_on - 1, 'client', e.id, e.reason, e.decided_by, e.decided_at
  from contract k join client_ending e on e.client_id = k.client_id and e.undone_at is null
  left join contract_notice n on n.client_id = k.client_id and n.contract_id = k.id
  where coalesce(least(k.ends_on, n.ends_on) >= e.from_on, true);
-- Contracts whose end is known: what they cover ends with them.
update work_cover w set until_on = greatest(x.last_on, w.from_on - 1)
  from (select k.client_id, k.id, least(k.ends_on, n.ends_on, e.last_on) as last_on from contract k
    left join contract_notice n on n.client_id = k.client_id and n.contract_id = k.id
    left join contract_end e on e.client_id = k.client_id and e.contract_id = k.id) x
  where x.client_id = w.client_id and x.id = w.id and x.last_on is not null;
