-- What other modules may read of people.
-- Each view runs with the rights and the row policies of the role that reads it.

create view employee_facts with (security_invoker = true) as
  select client_id, id, name, email, joined_on, left_on, user_id
  from employee;
grant select on employee_facts to tegoed_app;
