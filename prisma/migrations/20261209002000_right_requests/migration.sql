-- The request that a right was given through; null where nobody asked for it in the portal.
alter table access_right add column request_id uuid;
alter table access_right add foreign key (client_id, request_id) references request (client_id, id);
-- Until now the reason held the request's number. The migration's role sees the rows in the system's scope alone.
select set_config('app.scope', 'system', true);
update access_right a set request_id = r.id from request r where r.client_id = a.client_id and a.reason = '#' || r.number;
