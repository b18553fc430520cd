-- Who of a client was told of the prices of a version ahead, and when.
create table contract_price_notice (
  client_id uuid not null,
  version_id uuid not null,
  user_id uuid not null references "user",
  told_at timestamptz not null,
  primary key (client_id, version_id, user_id),
  foreign key (client_id, version_id) references contract_version
);
call protect_staff_table('contract_price_notice');
grant select, insert on contract_price_notice to tegoed_app;
