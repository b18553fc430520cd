-- How many licences of a product the price of one seat of a type holds at a client, from a day on; 0 for none any more.
create table seat_licence (
  client_id uuid not null references client,
  seat_type_id uuid not null references seat_type,
  product_id uuid not null references licence_product,
  starts_on date not null,
  quantity smallint not null check (quantity between 0 and 20),
  primary key (client_id, seat_type_id, product_id, starts_on)
);
call protect_client_table('seat_licence', false);
grant select, insert, update on seat_licence to tegoed_app;
