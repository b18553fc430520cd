-- A client's time zone holds from a day on: what was recorded, told or invoiced before that day keeps its days.
-- client.zone is these rows as one text, so that whoever reads it can place every instant: the first zone, and for each later one
-- `|day|instant|zone`: its first day, when that day begins, its name. "Europe/Amsterdam" for nearly everybody, else
-- "Europe/Amsterdam|2026-12-01|2026-12-01T05:00:00Z|America/New_York". app/platform/zone-text.ts reads the same text.

-- Which zone's clock counts at an instant.
create function zone_at(p_zone text, p_at timestamptz) returns text
language plpgsql immutable parallel safe as $$
declare
  v_parts text[] := string_to_array(p_zone, '|');
  v_last integer := array_length(v_parts, 1);
begin
  while v_last > 1 and v_parts[v_last - 1]::timestamptz > p_at loop
    v_last := v_last - 3;
  end loop;
  return v_parts[v_last];
end $$;

create function day_in_zones(p_zone text, p_at timestamptz) returns date
language plpgsql immutable parallel safe as $$
declare
  v_parts text[] := string_to_array(p_zone, '|');
  v_last integer := array_length(v_parts, 1);
begin
  while v_last > 1 and v_parts[v_last - 1]::timestamptz > p_at loop
    v_last := v_last - 3;
  end loop;
  return least((p_at at time zone v_parts[v_last])::date, v_parts[v_last + 1]::date - 1);
end $$;

create function start_of_day_in_zones(p_zone text, p_day date) returns timestamptz
language plpgsql immutable parallel safe as $$
declare
  v_parts text[] := string_to_array(p_zone, '|');
  v_last integer := array_length(v_parts, 1);
begin
  while v_last > 1 and v_parts[v_last - 2]::date > p_day loop
    v_last := v_last - 3;
  end loop;
  return greatest(p_day::timestamp at time zone v_parts[v_last], v_parts[v_last - 1]::timestamptz);
end $$;

-- The client's day at an instant; the day before a zone's first one lasts until that begins.
create function day_in(p_zone text, p_at timestamptz) returns date
language sql immutable parallel safe as $$
  select case when strpos(p_zone, '|') = 0 then (p_at at time zone p_zone)::date else day_in_zones(p_zone, p_at) end
$$;

-- The instant at which a client's day begins.
create function start_of_day(p_zone text, p_day date) returns timestamptz
language sql immutable parallel safe as $$
  select case when strpos(p_zone, '|') = 0 then p_day::timestamp at time zone p_zone else start_of_day_in_zones(p_zone, p_day) end
$$;

-- The last day of something that ends at an instant, by the clock of when it was given: the day that was told. Null: never.
create function last_day_of(p_zone text, p_expires_at timestamptz, p_given_at timestamptz) returns date
language sql immutable parallel safe as $$
  select ((nullif(p_expires_at, 'infinity') - interval '1 ms')
    at time zone case when strpos(p_zone, '|') = 0 then p_zone else zone_at(p_zone, p_given_at) end)::date
$$;

-- The row of a client holds a name, or names with their days; each name is checked where it is written.
alter table client drop constraint client_zone_is_a_name;

create table client_zone (
  client_id uuid not null references client,
  from_on date not null,
  starts_at timestamptz not null,
  zone text not null check (is_zone_name(zone)),
  primary key (client_id, from_on),
  unique (client_id, starts_at),
  check ((from_on = '-infinity') = (starts_at = '-infinity'))
);
call protect_client_table('client_zone', false);
grant select, insert, update (starts_at, zone) on client_zone to tegoed_app;
insert into client_zone (client_id, from_on, starts_at, zone) select id, '-infinity', '-infinity', zone from client;

create function client_zone_text(p_client_id uuid) returns text
language sql stable as $$
  select string_agg(case when from_on = '-infinity' then zone
    else concat_ws('|', from_on::text, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), zone) end, '|' order by from_on)
  from client_zone where client_id = p_client_id
$$;

create function begin_client_zone() returns trigger
language plpgsql as $$
begin
  insert into client_zone (client_id, from_on, starts_at, zone) values (new.id, '-infinity', '-infinity', new.zone);
  return null;
end $$;
create trigger begin_zone after insert on client for each row execute function begin_client_zone();

create function keep_client_zone() returns trigger
language plpgsql as $$
begin
  update client set zone = client_zone_text(new.client_id) where id = new.client_id and zone <> client_zone_text(new.client_id);
  return null;
end $$;
create trigger keep_zone after insert or update on client_zone for each row execute function keep_client_zone();

create function check_client_zone() returns trigger
language plpgsql as $$
begin
  if new.zone is distinct from client_zone_text(new.id) then
    raise exception 'The zone of client % changes from a day on, in client_zone', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_zone before update of zone on client for each row when (new.zone is distinct from old.zone) execute function check_client_zone();
