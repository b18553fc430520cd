-- What the MSP's own work costs it, for the margin of its contracts: an hour, the handling of a request, a line that corrects a closed month. Minor units.
create table margin_setting (
  id smallint primary key default 1 check (id = 1),
  hour_minor integer not null check (hour_minor >= 0),
  request_minor integer not null check (request_minor >= 0),
  correction_minor integer not null check (correction_minor >= 0)
);
insert into margin_setting (hour_minor, request_minor, correction_minor) values (4500, 500, 2500);
call protect_staff_table('margin_setting');
grant select, update on margin_setting to tegoed_app;
