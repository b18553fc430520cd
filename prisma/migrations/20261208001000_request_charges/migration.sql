-- What a standard change costs its client besides seats and licences: an amount once, and one a month from a day on.
create table contract_charge (
  client_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  part text not null check (part in ('once', 'monthly')),
  -- The request as its invoice lines name it.
  request_number bigint not null,
  title text not null check (btrim(title) <> ''),
  currency char(3) not null,
  amount_minor integer not null check (amount_minor > 0),
  starts_on date not null,
  made_by uuid references "user",
  made_at timestamptz not null,
  -- The last day that an amount a month is paid for; null while it goes on. end_set_at: when that was last set or taken back.
  ends_on date,
  ended_by uuid references "user",
  end_set_at timestamptz,
  -- The client's ending that ended it; null for any other end.
  end_cause_id uuid,
  withdrawn_by uuid references "user",
  withdrawn_at timestamptz,
  primary key (client_id, id),
  unique (client_id, request_id, part),
  foreign key (client_id, request_id) references request (client_id, id),
  check (ends_on is null or (part = 'monthly' and ends_on >= starts_on and end_set_at is not null))
);
create index on contract_charge (client_id, starts_on);
call protect_client_table('contract_charge', false);
grant select, insert, update on contract_charge to tegoed_app;
-- An amount stands as it was approved: it can end, and be taken back.
create trigger keep_contract_charge before update on contract_charge for each row
  execute function keep_month_facts('{ends_on,ended_by,end_set_at,end_cause_id,withdrawn_by,withdrawn_at}');
