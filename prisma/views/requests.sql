-- What other modules may read of requests.
-- Each view runs with the rights and the row policies of the role that reads it.

create view request_facts with (security_invoker = true) as
  select client_id, id, number, title, description, state, requester_id, assignee_id, created_at, closed_at
  from request;
grant select on request_facts to tegoed_app;
