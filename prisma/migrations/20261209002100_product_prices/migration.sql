-- Whether the vendor begins another term by itself when one ends.
alter table licence_product add column renews boolean not null default true;

-- What a product costs a client a month from a day on, in minor units without VAT; before the first of these days it is what stands with the
-- product.
create table licence_price (
  product_id uuid not null references licence_product,
  starts_on date not null,
  price_minor integer not null check (price_minor > 0),
  primary key (product_id, starts_on)
);
call protect_staff_table('licence_price');
grant select, insert, update on licence_price to tegoed_app;
create policy client_rows on licence_price for select to tegoed_client using (
  exists (select from licence_pool p where p.client_id = app_client() and p.product_id = licence_price.product_id)
  or exists (select from licence_assignment a where a.client_id = app_client() and a.product_id = licence_price.product_id));

-- What the MSP pays for it from a day on: in a table of its own, which no client's role can read.
create table licence_cost (
  product_id uuid not null references licence_product,
  starts_on date not null,
  cost_minor integer not null check (cost_minor >= 0),
  primary key (product_id, starts_on)
);
call protect_staff_table('licence_cost');
grant select, insert, update on licence_cost to tegoed_app;
