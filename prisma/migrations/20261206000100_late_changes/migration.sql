-- A month's draft asks what was recorded since the last closing, and what the row was before.
create index on people_event (client_id, at);
create index on people_event (client_id, entity_id, seq);
