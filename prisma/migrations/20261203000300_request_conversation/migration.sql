-- How urgent a request is, whether it rests or went into another one, when the MSP first answered, and by when its next promise falls due.
alter table request
  add column priority text not null default 'normal' check (priority in ('critical', 'high', 'normal', 'low')),
  add column snoozed_until timestamptz,
  add column merged_into uuid,
  add column first_response_at timestamptz,
  -- the earliest instant of the promises that are not kept yet; null where none runs. The module desk computes it.
  add column due_at timestamptz,
  -- when its state or priority last changed, by the application's clock
  add column changed_at timestamptz,
  add column revision integer not null default 1,
  add constraint request_merged_into foreign key (client_id, merged_into) references request,
  add constraint request_not_into_itself check (merged_into <> id);
select set_config('app.scope', 'system', true);
update request set changed_at = coalesce(closed_at, created_at);
alter table request alter column changed_at set not null;

create unique index request_by_id on request (id);
create index request_open_by_due on request (due_at, number) where state <> 'done';
create index request_open_of_assignee on request (assignee_id, due_at, number) where state <> 'done';
create index request_done_latest on request (closed_at desc, number desc) where state = 'done';

-- Every state and priority that a request had, from when on: what its clocks are counted from. No client reads it.
create table request_change (
  client_id uuid not null,
  request_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null check (kind in ('state', 'priority')),
  value text not null,
  primary key (client_id, request_id, seq),
  foreign key (client_id, request_id) references request
);
call protect_staff_table('request_change');
-- the trigger below writes it for whoever changes a request
create policy trigger_rows on request_change for insert to tegoed_owner with check (true);
create trigger append_only before update or delete or truncate on request_change for each statement execute function refuse_change();
grant select on request_change to tegoed_app;

-- What is known of the past: when each request was made, and where it stands.
insert into request_change (client_id, request_id, at, kind, value)
  select client_id, id, created_at, 'state', 'new' from request
  union all select client_id, id, created_at, 'priority', priority from request
  union all select client_id, id, coalesce(closed_at, created_at), 'state', state from request where state <> 'new';

-- What the client's and the MSP's people write to each other.
create table request_comment (
  client_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  author_id uuid not null references "user",
  by_staff boolean not null,
  body text not null check (btrim(body) <> '' and length(body) <= 8000),
  created_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request
);
create index on request_comment (client_id, request_id, created_at);
call protect_client_table('request_comment', true);
create trigger append_only before update or delete or truncate on request_comment for each statement execute function refuse_change();
grant select, insert on request_comment to tegoed_app;

-- What the MSP's people write to each other. A table of its own: no policy lets a client's person read it.
create table request_note (
  client_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  author_id uuid not null references "user",
  body text not null check (btrim(body) <> '' and length(body) <= 8000),
  created_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request
);
create index on request_note (client_id, request_id, created_at);
call protect_staff_table('request_note');
create trigger append_only before update or delete or truncate on request_note for each statement execute function refuse_change();
grant select, insert on request_note to tegoed_app;

create function before_request_changes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.changed_at := new.created_at;
  else
    new.revision := old.revision + 1;
    if row(new.state, new.priority) is distinct from row(old.state, old.priority) then
      new.changed_at := greatest(old.changed_at, coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()));
    end if;
  end if;
  return new;
end $$;
create trigger before_request_changes before insert or update on request for each row execute function before_request_changes();

-- Whoever writes a request: its states and priorities are kept, its clocks are counted anew, and open pages hear of it (ids alone: any login may listen).
create function after_request_changes() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_is_new boolean := tg_op = 'INSERT';
begin
  if v_is_new or new.state <> old.state then
    insert into request_change (client_id, request_id, at, kind, value)
    values (new.client_id, new.id, new.changed_at, 'state', new.state);
  end if;
  if v_is_new or new.priority <> old.priority then
    insert into request_change (client_id, request_id, at, kind, value)
    values (new.client_id, new.id, new.changed_at, 'priority', new.priority);
  end if;
  if v_is_new or row(new.state, new.priority, new.first_response_at) is distinct from row(old.state, old.priority, old.first_response_at) then
    perform enqueue_job('desk.refresh-clocks', json_build_object('clientId', new.client_id, 'requestId', new.id), 'clocks:' || new.id);
  end if;
  perform pg_notify('desk', json_build_object('client', new.client_id, 'request', new.id)::text);
  return null;
end $$;
revoke execute on function after_request_changes() from public;
create trigger after_request_changes after insert or update on request for each row execute function after_request_changes();

create function after_request_note() returns trigger language plpgsql as $$
begin
  perform pg_notify('desk', json_build_object('request', new.request_id)::text);
  return null;
end $$;
create trigger after_request_note after insert on request_note for each row execute function after_request_note();
