-- How many days before the rise the client is told of an indexation.
alter table contract add column indexation_notice_days smallint not null default 30
  check (indexation_notice_days between 0 and 365);

-- What a contract says of its time from a day on. Until the first of these, it is what the contract was made with.
create table contract_term (
  client_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  counts_from date not null,
  -- the last day of the term that is under way then; null where the contract has no term
  term_ends_on date,
  -- the contract ends with that day, unless it is renewed
  ends_with_term boolean not null,
  renewal text not null check (renewal in ('none', 'manual', 'automatic')),
  renewal_months integer not null check (renewal_months between 1 and 120),
  notice_months integer not null check (notice_months between 0 and 24),
  indexation text not null check (indexation in ('none', 'rate', 'amount')),
  indexation_value integer check (indexation_value > 0),
  indexation_month integer check (indexation_month between 1 and 12),
  indexation_notice_days smallint not null check (indexation_notice_days between 0 and 365),
  -- why, as its client reads it
  reason text not null check (btrim(reason) <> ''),
  made_by uuid not null references "user",
  made_at timestamptz not null,
  withdrawn_by uuid references "user",
  withdrawn_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, contract_id) references contract,
  check (term_ends_on is not null or not ends_with_term),
  check (term_ends_on >= counts_from),
  check ((indexation = 'none') = (indexation_value is null) and (indexation = 'none') = (indexation_month is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
-- Terms last until the next begin, so that two overlap only where they begin on one day.
create unique index contract_term_one_a_day on contract_term (client_id, contract_id, counts_from) where withdrawn_at is null;
call protect_client_table('contract_term', false);
grant select, insert, update on contract_term to tegoed_app;
create trigger keep_contract_term before update on contract_term for each row
  execute function keep_month_facts('{withdrawn_by,withdrawn_at}');

-- What the MSP decided about the end of a contract's term, or that it talks again: nothing follows from it by itself. The latest one of a day counts.
create table contract_decision (
  client_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  -- the last day of the term that it is about
  term_ends_on date not null,
  choice text not null check (choice in ('renew', 'let-end', 'talk')),
  talk_on date,
  note text not null default '',
  made_by uuid not null references "user",
  made_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, contract_id) references contract,
  check ((choice = 'talk') = (talk_on is not null))
);
create index on contract_decision (client_id, contract_id, term_ends_on, made_at);
call protect_staff_table('contract_decision');
grant select, insert on contract_decision to tegoed_app;
