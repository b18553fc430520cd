-- Which entries of an engineer lie in the same hours, at whatever client.
create index time_entry_engineer on time_entry (engineer_id, started_at) where started_at is not null and deleted_at is null;
