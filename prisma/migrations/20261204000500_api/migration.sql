-- The API for a PSA and for scripts: keys, and the answers that a repeated call gets again.

-- A key acts as one of the MSP's people, and no further than its scopes. The key itself is not kept.
create table api_key (
  id uuid primary key,
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  -- how the key begins, to recognise it by
  prefix text not null check (length(prefix) = 10),
  hash bytea not null unique check (octet_length(hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  acts_as uuid not null references "user",
  created_at timestamptz not null,
  created_by uuid not null references "user",
  -- null: it does not expire
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint api_key_expires_later check (expires_at > created_at)
);
call protect_staff_table('api_key');
grant select, insert, update on api_key to tegoed_app;

-- What a change answered, by the caller's Idempotency-Key, for a day. Written in the transaction of the change.
create table api_answer (
  key_id uuid not null references api_key,
  idem_key text not null check (length(idem_key) between 1 and 200),
  -- of method, path and body
  request_hash bytea not null check (octet_length(request_hash) = 32),
  -- null only within the transaction of the change
  status smallint check (status between 200 and 499),
  body jsonb,
  created_at timestamptz not null,
  primary key (key_id, idem_key)
);
create index on api_answer (created_at);
call protect_staff_table('api_answer');
grant select, insert, update, delete on api_answer to tegoed_app;

-- When anything of a request changed last: who asks what has changed since pages by it.
alter table request add column updated_at timestamptz;
alter table request disable trigger user;
select set_config('app.scope', 'system', true);
update request set updated_at = greatest(changed_at, closed_at, created_at);
alter table request enable trigger user;
alter table request alter column updated_at set not null;
create index request_by_update on request (updated_at, id);

create function stamp_request_update() returns trigger language plpgsql as $$
begin
  new.updated_at := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp());
  if tg_op = 'INSERT' then
    new.updated_at := greatest(new.created_at, new.changed_at);
  else
    new.updated_at := greatest(old.updated_at, new.updated_at);
  end if;
  return new;
end $$;
-- after before_request_changes by its name, which PostgreSQL orders triggers by
create trigger stamp_request_update before insert or update on request for each row execute function stamp_request_update();
