-- How many minutes of business time before the end of a promised time its engineer is warned.
alter table sla_calendar add column warn_minutes integer not null default 60 check (warn_minutes between 5 and 1440);
