-- Up to when the payments have been compared with Stripe: the next night goes on from there.
create table payment_comparison (
  id integer primary key check (id = 1),
  compared_until timestamptz not null
);
grant select, insert, update on payment_comparison to tegoed_app;
call protect_staff_table('payment_comparison');
