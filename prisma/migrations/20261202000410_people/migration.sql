-- Who works at a client, what each holds from day to day, and what was bought for them. In every table starts_on and ends_on are
-- local days and both count; ends_on is null while it lasts. The rows say what is so on each day; people_event says what was
-- recorded when, a row a change, so that the rows can be made again from it.

create table employee (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  name text collate names not null check (name <> ''),
  email text check (email = lower(email) and email <> ''),
  department text collate names not null default '',
  location text collate names not null default '',
  joined_on date not null,
  -- the last day of work; it may lie ahead
  left_on date,
  -- whom of the portal this is
  user_id uuid references "user",
  primary key (client_id, id),
  constraint employee_leaves_after_joining check (left_on >= joined_on),
  constraint employee_has_one_login unique (client_id, user_id),
  constraint employee_email_is_of_one exclude using gist (client_id with =, email with =, daterange(joined_on, left_on, '[]') with &&)
    where (email is not null)
);
call protect_client_table('employee', false);
grant select, insert, update on employee to tegoed_app;

-- What a contract's line per seat can count, the same for all clients.
create table seat_type (
  id uuid primary key default gen_random_uuid(),
  names jsonb not null check (jsonb_typeof(names) = 'object'),
  position integer not null default 0,
  active boolean not null default true
);
call protect_staff_table('seat_type');
create policy everyone_reads on seat_type for select to tegoed_client using (true);
grant select, insert, update on seat_type to tegoed_app;

create table seat (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  seat_type_id uuid not null references seat_type,
  number integer not null check (number > 0),
  starts_on date not null,
  ends_on date,
  primary key (client_id, id),
  unique (client_id, id, seat_type_id),
  constraint seat_number_is_one unique (client_id, number),
  constraint seat_ends_after_start check (ends_on >= starts_on)
);
call protect_client_table('seat', false);
grant select, insert, update, delete on seat to tegoed_app;

-- A seat has one holder a day, and a person one seat of a type a day.
create table seat_holding (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  seat_id uuid not null,
  seat_type_id uuid not null,
  employee_id uuid not null,
  starts_on date not null,
  ends_on date,
  primary key (client_id, id),
  foreign key (client_id, seat_id, seat_type_id) references seat (client_id, id, seat_type_id),
  foreign key (client_id, employee_id) references employee,
  constraint seat_holding_ends_after_start check (ends_on >= starts_on),
  constraint seat_has_one_holder exclude using gist (client_id with =, seat_id with =, daterange(starts_on, ends_on, '[]') with &&),
  constraint person_has_one_seat_of_a_type
    exclude using gist (client_id with =, employee_id with =, seat_type_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
call protect_client_table('seat_holding', false);
grant select, insert, update, delete on seat_holding to tegoed_app;

create table device (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  name text collate names not null check (name <> ''),
  kind text not null check (kind in ('laptop', 'desktop', 'phone', 'tablet', 'server', 'network', 'printer', 'other')),
  serial text not null default '',
  os text not null default '',
  warranty_until date,
  starts_on date not null,
  ends_on date,
  primary key (client_id, id),
  constraint device_ends_after_start check (ends_on >= starts_on)
);
create unique index device_serial_is_one on device (client_id, serial) where serial <> '' and ends_on is null;
call protect_client_table('device', false);
grant select, insert, update on device to tegoed_app;

-- Whether a device is in scope and on standard, and whose it is, from day to day.
create table device_period (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  device_id uuid not null,
  in_scope boolean not null,
  on_standard boolean not null,
  employee_id uuid,
  starts_on date not null,
  ends_on date,
  primary key (client_id, id),
  foreign key (client_id, device_id) references device,
  foreign key (client_id, employee_id) references employee,
  constraint device_period_ends_after_start check (ends_on >= starts_on),
  constraint device_is_one_thing_a_day exclude using gist (client_id with =, device_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
call protect_client_table('device_period', false);
grant select, insert, update, delete on device_period to tegoed_app;

-- What a vendor sells; prices a month without VAT, in minor units, as the client pays them.
create table licence_product (
  id uuid primary key default gen_random_uuid(),
  vendor text collate names not null check (vendor <> ''),
  sku text not null check (sku <> ''),
  name text collate names not null check (name <> ''),
  price_minor integer not null check (price_minor >= 0),
  currency char(3) not null,
  term_months smallint not null check (term_months in (1, 12, 36)),
  -- days after purchase or renewal in which fewer may be had; null where that is always so
  decrease_days smallint check (decrease_days >= 0),
  active boolean not null default true,
  constraint licence_sku_is_one unique (vendor, sku, term_months)
);
call protect_staff_table('licence_product');
grant select, insert, update on licence_product to tegoed_app;

-- What the MSP pays for it: in a table of its own, which no client's role can read.
create table licence_product_cost (
  product_id uuid primary key references licence_product,
  cost_minor integer not null check (cost_minor >= 0)
);
call protect_staff_table('licence_product_cost');
grant select, insert, update on licence_product_cost to tegoed_app;

-- How many were bought, from a day on: of the rows that began by a day the latest counts, of equals the one recorded last.
create table licence_pool (
  client_id uuid not null references client,
  seq bigint generated always as identity,
  product_id uuid not null references licence_product,
  quantity integer not null check (quantity >= 0),
  starts_on date not null,
  -- the last day of the term that the vendor holds the client to
  term_ends_on date check (term_ends_on >= starts_on),
  reason text not null default '',
  recorded_at timestamptz not null,
  primary key (client_id, seq)
);
create index on licence_pool (client_id, product_id, starts_on desc, seq desc);
call protect_client_table('licence_pool', false);
create trigger append_only before update or delete or truncate on licence_pool for each statement execute function refuse_change();
grant select, insert on licence_pool to tegoed_app;

-- To a person or to a shared mailbox; the same licence once a day.
create table licence_assignment (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  product_id uuid not null references licence_product,
  employee_id uuid,
  mailbox text check (mailbox = lower(mailbox) and mailbox <> ''),
  starts_on date not null,
  ends_on date,
  primary key (client_id, id),
  foreign key (client_id, employee_id) references employee,
  constraint licence_has_one_holder check ((employee_id is null) <> (mailbox is null)),
  constraint licence_ends_after_start check (ends_on >= starts_on),
  constraint licence_once_a_person
    exclude using gist (client_id with =, product_id with =, employee_id with =, daterange(starts_on, ends_on, '[]') with &&),
  constraint licence_once_a_mailbox
    exclude using gist (client_id with =, product_id with =, mailbox with =, daterange(starts_on, ends_on, '[]') with &&)
);
call protect_client_table('licence_assignment', false);
grant select, insert, update, delete on licence_assignment to tegoed_app;

-- A client knows the products that it has, or had.
create policy client_rows on licence_product for select to tegoed_client using (
  exists (select from licence_pool p where p.client_id = app_client() and p.product_id = licence_product.id)
  or exists (select from licence_assignment a where a.client_id = app_client() and a.product_id = licence_product.id));

create table access_resource (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('group', 'mailbox', 'folder', 'application', 'other')),
  name text collate names not null check (name <> ''),
  primary key (client_id, id),
  constraint resource_name_is_one unique (client_id, kind, name)
);
call protect_client_table('access_resource', false);
grant select, insert, update on access_resource to tegoed_app;

create table access_right (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  resource_id uuid not null,
  employee_id uuid not null,
  level text not null check (level in ('read', 'write', 'owner')),
  starts_on date not null,
  ends_on date,
  reason text not null default '',
  primary key (client_id, id),
  foreign key (client_id, resource_id) references access_resource,
  foreign key (client_id, employee_id) references employee,
  constraint right_ends_after_start check (ends_on >= starts_on),
  constraint right_once_a_person
    exclude using gist (client_id with =, resource_id with =, employee_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
call protect_client_table('access_right', false);
grant select, insert, update, delete on access_right to tegoed_app;

-- What was recorded: the row of `entity` as it is since then (null once it is taken away), the day from which that counts, when it was
-- recorded, and by whom.
create table people_event (
  client_id uuid not null references client,
  seq bigint generated always as identity,
  at timestamptz not null,
  on_day date not null,
  actor_id uuid,
  actor text not null,
  action text not null,
  entity text not null check (entity in ('employee', 'seat', 'holding', 'device', 'period', 'assignment', 'resource', 'right')),
  entity_id uuid not null,
  employee_id uuid,
  content jsonb,
  primary key (client_id, seq)
);
create index on people_event (client_id, employee_id, seq);
call protect_client_table('people_event', false);
create trigger append_only before update or delete or truncate on people_event for each statement execute function refuse_change();
grant select, insert on people_event to tegoed_app;

-- "These people still work here": what the client's manager was shown and answered, each quarter, as evidence.
create table roster_attestation (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  quarter_starts_on date not null check (extract(day from quarter_starts_on) = 1 and extract(month from quarter_starts_on) in (1, 4, 7, 10)),
  attested_at timestamptz not null,
  user_id uuid not null references "user",
  -- as they were then: the name of who attested, the rows that were shown with the answer to each, and a hash of it all
  name text not null,
  content jsonb not null,
  content_hash bytea not null check (length(content_hash) = 32),
  request_id uuid,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request
);
create index on roster_attestation (client_id, quarter_starts_on desc, attested_at desc);
call protect_client_table('roster_attestation', true);
create trigger append_only before update or delete or truncate on roster_attestation for each statement execute function refuse_change();
grant select, insert on roster_attestation to tegoed_app;
