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
