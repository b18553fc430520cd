-- A standard change is kept with a request that was made as one: with a plain request, which nobody approves, its effect would pass by
-- the steps.
create function check_change_kind() returns trigger language plpgsql as $$
begin
  if not exists (select from request r where r.client_id = new.client_id and r.id = new.request_id and r.kind = 'change') then
    raise exception 'the request % is no standard change', new.request_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_change_kind before insert or update of client_id, request_id on change_request
  for each row execute function check_change_kind();

-- Nor does one that was made as a change become another kind.
create function keep_request_kind() returns trigger language plpgsql as $$
begin
  if new.kind is distinct from old.kind then
    raise exception 'the kind of the request % stays', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_request_kind before update of kind on request for each row execute function keep_request_kind();
