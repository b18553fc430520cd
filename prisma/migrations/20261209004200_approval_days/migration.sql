-- After how many working days approvers are reminded, and after how many nobody's answer counts as no. One row.
create table approval_days (
  id boolean primary key default true check (id),
  remind_days smallint not null check (remind_days between 1 and 30),
  expire_days smallint not null check (expire_days between 2 and 90),
  check (expire_days > remind_days)
);
call protect_staff_table('approval_days');
grant select, update on approval_days to tegoed_app;
select set_config('app.scope', 'system', true);
insert into approval_days (remind_days, expire_days) values (2, 10);

-- When the requester was told that the step is about to expire.
alter table change_step add column warned_at timestamptz;
