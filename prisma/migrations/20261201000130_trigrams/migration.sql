-- role: login
-- For searches within words. Part of PostgreSQL's own contrib; whoever may create in the database may create it.
create extension if not exists pg_trgm;
