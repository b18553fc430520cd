-- The closed part of the queue holds refused and withdrawn requests too, which the index of the done ones does not answer for:
-- 200,000 closed requests were sorted for each page.
create index request_closed_latest on request (closed_at desc, number desc) where state in ('done', 'refused', 'withdrawn');
drop index request_done_latest;
