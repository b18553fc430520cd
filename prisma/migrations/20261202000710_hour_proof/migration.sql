-- Up to which operation each account was proven, and what it said: the hourly proof goes on from there, the nightly one reads all.
create table hour_proof (
  client_id uuid primary key references hour_account,
  seq integer not null check (seq >= 0),
  hash bytea not null,
  net_minutes integer not null,
  proven_at timestamptz not null
);
call protect_staff_table('hour_proof');
grant select, insert, update on hour_proof to tegoed_app;
