-- What other modules may read of requests.
-- Each view runs with the rights and the row policies of the role that reads it.

create view request_facts with (security_invoker = true) as
  select client_id, id, number, title, description, state, priority, requester_id, assignee_id, created_at, closed_at,
    snoozed_until, merged_into, first_response_at, due_at, changed_at, revision, updated_at, kind
  from request;
grant select on request_facts to tegoed_app;

-- Every state and priority of a request from when on; staff and the system read it.
create view request_change_facts with (security_invoker = true) as
  select client_id, request_id, seq, at, kind, value
  from request_change;
grant select on request_change_facts to tegoed_app;

-- When somebody last wrote on a request for the other side to read, and whether that was the MSP.
create view request_last_comment_facts with (security_invoker = true) as
  select distinct on (client_id, request_id) client_id, request_id, created_at as at, by_staff
  from request_comment order by client_id, request_id, created_at desc, id desc;
grant select on request_last_comment_facts to tegoed_app;

-- What was written on requests, internal notes among it: a client's role sees none of the notes.
create view request_text_facts with (security_invoker = true) as
  select client_id, request_id, body from request_comment
  union all
  select client_id, request_id, body from request_note;
grant select on request_text_facts to tegoed_app;
