-- role: login
-- For exclusion constraints that compare a key and a span of days. Part of PostgreSQL's own contrib, and trusted: whoever may create in the database may create it.
create extension if not exists btree_gist;
