-- The country or state whose public holidays a calendar has ("NL", "DE-BY"), and the last year whose days were added.
alter table sla_calendar
  add column region text check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  add column holidays_until smallint check (holidays_until between 2000 and 9999),
  add constraint sla_calendar_region_has_year check ((region is null) = (holidays_until is null));
