-- The latest work is what was logged last, whenever it was done.
create index time_entry_created on time_entry (client_id, created_at desc);
