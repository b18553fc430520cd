-- The queue's search finds what was written on a request, whoever asked it, and what it asks for in its text.
create index request_description_search on request using gin (search_key(description) gin_trgm_ops);
create index request_comment_search on request_comment using gin (search_key(body) gin_trgm_ops);
create index request_note_search on request_note using gin (search_key(body) gin_trgm_ops);
create index request_by_requester on request (requester_id);
