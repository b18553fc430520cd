-- A time zone is a name. PostgreSQL takes offsets and POSIX rules too ("+13:00" lies 13 hours west to it, and east to JavaScript), so
-- a name has letters first, no colon, and digits behind a sign in Etc/GMT+5 alone. What has that form must also be known.
create function is_zone_name(p_zone text) returns boolean language sql immutable strict parallel safe as $$
  select case when p_zone ~ '^[A-Z][A-Za-z0-9_+/-]{1,63}$' and (p_zone !~ '[+-]\d' or p_zone ~ '^Etc/GMT[+-]\d\d?$')
    then pg_catalog.timezone(p_zone, timestamptz 'epoch') is not null else false end $$;
revoke execute on function is_zone_name(text) from public;
grant execute on function is_zone_name(text) to tegoed_app, tegoed_owner;

-- Rows whose zone is no such name made their pages fail: the MSP's zone takes its place, and Amsterdam that of an MSP's.
select set_config('app.scope', 'system', true);
update msp set zone = 'Europe/Amsterdam' where zone not in (select name from pg_timezone_names) or not is_zone_name(zone);
update client set zone = coalesce((select m.zone from msp m limit 1), 'Europe/Amsterdam')
where zone not in (select name from pg_timezone_names) or not is_zone_name(zone);

alter table msp add constraint msp_zone_is_a_name check (is_zone_name(zone));
alter table client add constraint client_zone_is_a_name check (is_zone_name(zone));
