-- By which arithmetic each revision of a time entry was billed. The entry's row keeps that of its present revision (a deleted entry's: of the last one
-- that counted); a correction writes the one that it replaces down here first, so posting time pays nothing for it. Entries corrected before this table
-- was there have no row for their earlier revisions: statements say so.
create table time_entry_past (
  client_id uuid not null references client,
  entry_id uuid not null,
  revision integer not null check (revision > 0),
  worked_minutes integer not null,
  minimum_minutes integer not null,
  rounding_minutes integer not null,
  multiplier_percent integer not null,
  free boolean not null,
  billable_minutes integer not null,
  primary key (client_id, entry_id, revision),
  foreign key (client_id, entry_id) references time_entry (client_id, id)
);
call protect_client_table('time_entry_past', false);
create trigger append_only before update or delete on time_entry_past for each row execute function refuse_change();
grant select, insert on time_entry_past to tegoed_app;
