-- A version that needs the client's signature begins on its day only where it is signed by then; unsigned on its day it lapses for good.
alter table contract_version
  add column needs_signature boolean not null default false,
  add column signed_at timestamptz,
  add column lapsed_at timestamptz,
  add constraint contract_version_waits check (needs_signature or (signed_at is null and lapsed_at is null)),
  add constraint contract_version_signed_or_lapsed check (signed_at is null or lapsed_at is null);

-- One that lapsed leaves its day to another.
drop index contract_version_one_a_day;
create unique index contract_version_one_a_day on contract_version (client_id, contract_id, effective_on)
  where withdrawn_at is null and lapsed_at is null;

-- What a version says never changes; it is signed or lapses once, and is withdrawn once.
create or replace function keep_contract_version() returns trigger language plpgsql as $$
begin
  if row(new.client_id, new.id, new.contract_id, new.effective_on, new.reason, new.included, new.excluded, new.made_by, new.made_at,
      new.needs_signature)
    is distinct from
     row(old.client_id, old.id, old.contract_id, old.effective_on, old.reason, old.included, old.excluded, old.made_by, old.made_at,
      old.needs_signature)
    or old.withdrawn_at is not null
    or old.signed_at is not null and new.signed_at is distinct from old.signed_at
    or old.lapsed_at is not null and new.lapsed_at is distinct from old.lapsed_at then
    raise exception 'A version of a contract can''t change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
