-- What the last test of each connection found.
create table connection_test (
  connection text primary key check (connection in ('mail', 'stripe')),
  tested_at timestamptz not null,
  -- what was wrong, as a word of the code; null where it worked
  fault text check (fault <> '')
);
call protect_staff_table('connection_test');
grant select, insert, update on connection_test to tegoed_app;
