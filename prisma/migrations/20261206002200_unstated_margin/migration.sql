-- The margin that was to be expected is null where the client's history was too short to state one.
alter table conversion_margin alter column promised_minor drop not null;
