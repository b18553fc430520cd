-- The connection to the MSP's own HaloPSA: requests become tickets there; comments, notes, states and time go both ways.

create table halo_connection (
  id smallint primary key default 1 check (id = 1),
  url text not null check (length(url) between 1 and 500),
  app_id text not null check (btrim(app_id) <> '' and length(app_id) <= 200),
  -- both sealed by a key of AUTH_SECRET: what Halo takes from us, and what its webhooks bring
  secret text not null check (secret <> ''),
  webhook_secret text not null check (webhook_secret <> ''),
  -- in whose name Halo's people act here whose names nobody here has
  acts_as uuid not null references "user",
  -- the type of work that Halo's time counts as
  work_type_id uuid references work_type,
  -- ticket type, agent, outcome and statuses, as chosen; null before
  choices jsonb check (jsonb_typeof(choices) = 'object'),
  -- Halo's own lists to choose from, as read last
  lists jsonb check (jsonb_typeof(lists) = 'object'),
  is_on boolean not null default false,
  status text not null default 'waiting' check (status in ('waiting', 'works', 'secret-wrong', 'not-allowed', 'unavailable', 'refused')),
  -- what Halo said last where it did not do what it was asked
  detail text check (length(detail) <= 300),
  tried_at timestamptz,
  succeeded_at timestamptz,
  -- Halo asked to be left alone until then
  not_before timestamptz,
  -- the latest change that was read of its list of tickets, by Halo's own clock
  polled_until text check (length(polled_until) <= 40),
  constraint halo_connection_is_chosen_before_on check (not is_on or (choices is not null and work_type_id is not null))
);
call protect_staff_table('halo_connection');
create policy trigger_reads on halo_connection for select to tegoed_owner using (true);
grant select, insert, update, delete on halo_connection to tegoed_app;

-- Which client of Halo's is which of ours. Requests from then on become tickets.
create table halo_client (
  client_id uuid primary key references client,
  halo_id integer not null,
  site_id integer,
  since timestamptz not null,
  constraint halo_client_is_of_one unique (halo_id)
);
call protect_staff_table('halo_client');
grant select, insert, update, delete on halo_client to tegoed_app;

-- A request with its ticket. It waits as long as more was wanted than done.
create table halo_ticket (
  client_id uuid not null,
  request_id uuid not null,
  -- null until Halo has said which it is
  halo_id integer,
  -- the state that both sides had last
  agreed_state text check (agreed_state in ('new', 'in_progress', 'waiting', 'done')),
  wanted integer not null default 1,
  done integer not null default 0,
  tries integer not null default 0 check (tries >= 0),
  -- why it failed last; null where it did not
  problem text check (length(problem) <= 60),
  detail text check (length(detail) <= 300),
  next_at timestamptz,
  primary key (client_id, request_id),
  foreign key (client_id, request_id) references request,
  constraint halo_ticket_is_of_one_request unique (halo_id),
  constraint halo_ticket_does_what_was_wanted check (done <= wanted)
);
create index halo_ticket_waiting on halo_ticket (client_id, request_id) where done < wanted or problem is not null;
call protect_staff_table('halo_ticket');
grant select, insert, update, delete on halo_ticket to tegoed_app;

-- What stands on both sides: a comment, note or time entry of ours with its action in Halo. This is how each side's echo is known.
create table halo_action (
  client_id uuid not null,
  kind text not null check (kind in ('comment', 'note', 'time')),
  our_id uuid not null,
  request_id uuid not null,
  -- Halo counts the actions of each ticket from 1
  halo_id integer not null,
  -- of time: the worked minutes that both sides had last
  minutes integer check (minutes >= 0),
  primary key (client_id, kind, our_id),
  foreign key (client_id, request_id) references halo_ticket on delete cascade,
  constraint halo_action_is_one_thing unique (client_id, request_id, kind, halo_id),
  constraint halo_action_has_minutes check ((kind = 'time') = (minutes is not null))
);
create index on halo_action (client_id, request_id);
call protect_staff_table('halo_action');
grant select, insert, update, delete on halo_action to tegoed_app;

-- Asks for a request to be brought to the same on both sides, where it has a ticket or, being new (p_created_at), gets one.
create function want_halo_sync(p_client_id uuid, p_request_id uuid, p_created_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from halo_connection) then
    return;
  end if;
  update halo_ticket set wanted = wanted + 1 where client_id = p_client_id and request_id = p_request_id;
  if not found then
    insert into halo_ticket (client_id, request_id)
    select c.client_id, p_request_id from halo_client c where c.client_id = p_client_id and p_created_at >= c.since;
    if not found then
      return;
    end if;
  end if;
  perform enqueue_job('connectors.halo-sync', json_build_object('clientId', p_client_id, 'requestId', p_request_id),
    'halo:' || p_request_id, null, 'halo');
end $$;
revoke execute on function want_halo_sync(uuid, uuid, timestamptz) from public;

create function want_halo_request() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform want_halo_sync(new.client_id, new.id, new.created_at);
  return null;
end $$;
revoke execute on function want_halo_request() from public;
create trigger want_halo_insert after insert on request for each row execute function want_halo_request();
create trigger want_halo_update after update on request for each row when (old.state <> new.state) execute function want_halo_request();

create function want_halo_part() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform want_halo_sync(new.client_id, new.request_id, null);
  return null;
end $$;
revoke execute on function want_halo_part() from public;
create trigger want_halo_comment after insert on request_comment for each row execute function want_halo_part();
create trigger want_halo_note after insert on request_note for each row execute function want_halo_part();
create trigger want_halo_time after insert or update on time_entry for each row execute function want_halo_part();
