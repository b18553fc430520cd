-- A contract can have the month's hours and its fixed-price jobs on the month's invoice.
alter table contract_line drop constraint contract_line_counts_check;
alter table contract_line add constraint contract_line_counts_check
  check (counts in ('seat', 'device', 'off_standard', 'licence', 'bought', 'fixed', 'once', 'job', 'hours'));
alter table contract_line add constraint contract_line_has_no_type check (type_id is null or counts not in ('job', 'hours'));
-- An hour has one price: minutes are not counted in steps.
alter table contract_line add constraint contract_line_hours_have_a_price check (counts <> 'hours' or unit_minor is not null);

alter table contract_month_line drop constraint contract_month_line_kind_check;
alter table contract_month_line add constraint contract_month_line_kind_check
  check (kind in ('count', 'correction', 'adjustment', 'carry', 'hours'));

-- A job of a fixed price that was done, by the contract's line that prices it.
create table contract_job (
  client_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  line_key uuid not null,
  done_on date not null,
  note text not null default '',
  made_by uuid not null references "user",
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, contract_id) references contract
);
create index on contract_job (client_id, done_on);
call protect_client_table('contract_job', false);
grant select, insert, update on contract_job to tegoed_app;
