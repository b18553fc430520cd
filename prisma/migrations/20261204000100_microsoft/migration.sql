-- The MSP's own registration at Microsoft, by which it reads its clients' tenants. The secret is sealed with the portal's own key.
create table microsoft_app (
  id smallint primary key default 1 check (id = 1),
  app_id uuid not null,
  secret text not null check (secret <> ''),
  -- the last day on which Microsoft takes the secret
  secret_ends_on date
);
call protect_staff_table('microsoft_app');
grant select, insert, update on microsoft_app to tegoed_app;

-- Which tenant of Microsoft 365 is which client's, and what it held when it was last read. A tenant is one client's alone.
create table microsoft_tenant (
  client_id uuid primary key references client,
  tenant_id uuid not null,
  status text not null check (status in ('waiting', 'read', 'no-consent', 'secret-wrong', 'unavailable')),
  tried_at timestamptz,
  read_at timestamptz,
  snapshot jsonb,
  constraint microsoft_tenant_is_of_one unique (tenant_id),
  check ((read_at is null) = (snapshot is null))
);
call protect_staff_table('microsoft_tenant');
grant select, insert, update, delete on microsoft_tenant to tegoed_app;

-- Which account is which person: found by mail address once, kept by the account's own number.
create table microsoft_person (
  client_id uuid not null,
  object_id uuid not null,
  employee_id uuid not null,
  primary key (client_id, object_id),
  foreign key (client_id, employee_id) references employee,
  constraint microsoft_person_has_one_account unique (client_id, employee_id)
);
call protect_staff_table('microsoft_person');
grant select, insert, delete on microsoft_person to tegoed_app;

-- Differences that somebody refused: the key holds the numbers, so that another difference is proposed again.
create table microsoft_refusal (
  client_id uuid not null references client,
  key text not null check (key <> ''),
  refused_at timestamptz not null,
  user_id uuid not null references "user",
  primary key (client_id, key)
);
call protect_staff_table('microsoft_refusal');
grant select, insert, delete on microsoft_refusal to tegoed_app;
