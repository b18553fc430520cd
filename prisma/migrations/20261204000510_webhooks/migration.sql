-- Webhooks: what happens to requests is sent to the MSP's own systems, signed, and tried again until it arrives.

create table webhook_endpoint (
  id uuid primary key,
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  url text not null check (length(url) <= 500),
  events text[] not null check (cardinality(events) > 0),
  -- sealed by a key of AUTH_SECRET: signing needs it again
  secret text not null,
  -- the one before, which signs too until then
  old_secret text,
  old_secret_until timestamptz,
  created_at timestamptz not null,
  created_by uuid not null references "user",
  paused_at timestamptz,
  -- by a person, after days of failures, or because it answered 410
  paused_why text check (paused_why in ('person', 'failing', 'gone')),
  -- the first failure since the last success
  failing_since timestamptz,
  removed_at timestamptz,
  constraint webhook_pause_has_a_reason check ((paused_at is null) = (paused_why is null)),
  constraint webhook_old_secret_ends check ((old_secret is null) = (old_secret_until is null))
);
call protect_staff_table('webhook_endpoint');
-- the triggers below read it for whoever changes a request
create policy trigger_reads on webhook_endpoint for select to tegoed_owner using (true);
grant select, insert, update on webhook_endpoint to tegoed_app;

-- What happened: ids, no texts. What may be read of it is decided when it is read.
create table webhook_event (
  id uuid primary key,
  -- null: of no client, as a test is
  client_id uuid references client,
  type text not null check (type ~ '^[a-z_.]+$'),
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  created_at timestamptz not null
);
create index on webhook_event (created_at);
call protect_staff_table('webhook_event');
create policy trigger_rows on webhook_event for insert to tegoed_owner with check (true);
grant select, insert, delete on webhook_event to tegoed_app;

create table webhook_delivery (
  endpoint_id uuid not null references webhook_endpoint,
  event_id uuid not null references webhook_event on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up')),
  tries integer not null default 0 check (tries >= 0),
  next_at timestamptz,
  created_at timestamptz not null,
  primary key (endpoint_id, event_id)
);
create index on webhook_delivery (endpoint_id, created_at desc);
create index on webhook_delivery (event_id);
call protect_staff_table('webhook_delivery');
create policy trigger_rows on webhook_delivery for insert to tegoed_owner with check (true);
grant select, insert, update, delete on webhook_delivery to tegoed_app;

create table webhook_try (
  id bigint generated always as identity primary key,
  endpoint_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  ms integer not null check (ms >= 0),
  -- what was answered; null where nothing was
  status smallint,
  -- why nothing was answered
  problem text,
  -- the first kilobyte of the answer
  answer text not null default '',
  foreign key (endpoint_id, event_id) references webhook_delivery on delete cascade,
  constraint webhook_try_has_an_end check ((status is null) <> (problem is null))
);
create index on webhook_try (endpoint_id, event_id);
call protect_staff_table('webhook_try');
grant select, insert, delete on webhook_try to tegoed_app;

-- Writes down an event for every endpoint that wants it, with a job for each: deliveries of one endpoint run one after another.
create function note_webhook_event(p_client_id uuid, p_type text, p_data jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_id uuid := gen_random_uuid();
  v_at timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp());
  v_endpoint record;
  v_is_noted boolean := false;
begin
  for v_endpoint in select id, paused_at from webhook_endpoint where removed_at is null and p_type = any (events) order by id loop
    if not v_is_noted then
      insert into webhook_event (id, client_id, type, data, created_at) values (v_id, p_client_id, p_type, p_data, v_at);
      v_is_noted := true;
    end if;
    insert into webhook_delivery (endpoint_id, event_id, created_at) values (v_endpoint.id, v_id, v_at);
    if v_endpoint.paused_at is null then
      perform enqueue_job('webhooks.deliver', json_build_object('endpointId', v_endpoint.id, 'eventId', v_id),
        'webhook:' || v_endpoint.id || ':' || v_id, null, 'webhook:' || v_endpoint.id);
    end if;
  end loop;
end $$;
revoke execute on function note_webhook_event(uuid, text, jsonb) from public;

create function note_request_event() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_data jsonb := jsonb_build_object('clientId', new.client_id, 'requestId', new.id, 'number', new.number, 'state', new.state,
    'priority', new.priority, 'assigneeId', new.assignee_id, 'revision', new.revision);
begin
  if tg_op = 'INSERT' then
    perform note_webhook_event(new.client_id, 'request.created', v_data);
  elsif new.state <> old.state then
    perform note_webhook_event(new.client_id, 'request.state_changed', v_data || jsonb_build_object('from', old.state));
  elsif row(new.title, new.description, new.priority, new.assignee_id, new.merged_into, new.snoozed_until)
      is distinct from row(old.title, old.description, old.priority, old.assignee_id, old.merged_into, old.snoozed_until) then
    perform note_webhook_event(new.client_id, 'request.updated', v_data);
  end if;
  return null;
end $$;
revoke execute on function note_request_event() from public;
create trigger note_request_event after insert or update on request for each row execute function note_request_event();

create function note_request_text() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform note_webhook_event(new.client_id, 'request.commented', jsonb_build_object('clientId', new.client_id,
    'requestId', new.request_id, 'commentId', new.id, 'internal', tg_table_name = 'request_note'));
  return null;
end $$;
revoke execute on function note_request_text() from public;
create trigger note_request_text after insert on request_comment for each row execute function note_request_text();
create trigger note_request_text after insert on request_note for each row execute function note_request_text();

create function note_time_event() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform note_webhook_event(new.client_id, 'request.time_logged', jsonb_build_object('clientId', new.client_id,
    'requestId', new.request_id, 'entryId', new.id, 'workedMinutes', case when new.deleted_at is null then new.worked_minutes else 0 end,
    'revision', new.revision));
  return null;
end $$;
revoke execute on function note_time_event() from public;
create trigger note_time_event after insert on time_entry for each row execute function note_time_event();
create trigger note_time_change after update on time_entry for each row
  when (row(old.worked_minutes, old.deleted_at) is distinct from row(new.worked_minutes, new.deleted_at))
  execute function note_time_event();
