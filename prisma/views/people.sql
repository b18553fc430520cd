-- What other modules may read of people.
-- Each view runs with the rights and the row policies of the role that reads it.

create view employee_facts with (security_invoker = true) as
  select client_id, id, name, email, joined_on, left_on, user_id
  from employee;
grant select on employee_facts to tegoed_app;

create view seat_holding_facts with (security_invoker = true) as
  select client_id, seat_id, seat_type_id, employee_id, starts_on, ends_on
  from seat_holding;
grant select on seat_holding_facts to tegoed_app;

create view device_period_facts with (security_invoker = true) as
  select client_id, device_id, in_scope, on_standard, starts_on, ends_on
  from device_period;
grant select on device_period_facts to tegoed_app;

-- Each change of what a client holds or bought, when it was recorded: the first day on which a row says another thing than it did before, null
-- where every day is as it was. A row that is not there says nothing on any day.
create view held_change_facts with (security_invoker = true) as
  select client_id, at, case
      when before is null or after is null then (coalesce(before, after) ->> 'startsOn')::date
      when before - 'endsOn' <> after - 'endsOn' then least((before ->> 'startsOn')::date, (after ->> 'startsOn')::date)
      when before ->> 'endsOn' is distinct from after ->> 'endsOn' then least((before ->> 'endsOn')::date, (after ->> 'endsOn')::date) + 1
    end as changed_from
  from (
    select e.client_id, e.at, (
        select p.content from people_event p
        where p.client_id = e.client_id and p.entity_id = e.entity_id and p.entity = e.entity and p.seq < e.seq order by p.seq desc limit 1
      ) as before, e.content as after
    from people_event e where e.entity in ('holding', 'period', 'assignment')
  ) change
  union all
  select client_id, recorded_at, starts_on from licence_pool;
grant select on held_change_facts to tegoed_app;
