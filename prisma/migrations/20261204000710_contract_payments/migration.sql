-- What a way to pay was saved for, and the page to which its visit leads back.
alter table method_setup add column purpose text not null default 'top-up' check (purpose in ('top-up', 'contract'));
alter table method_setup add column return_to text check (return_to ~ '^/[a-z]');

-- How the months of a contract are paid: by invoice, or by a saved way to pay, which may still have to be saved.
create table contract_payment (
  client_id uuid not null,
  contract_id uuid not null,
  way text not null check (way in ('transfer', 'mandate')),
  method_id uuid,
  chosen_by uuid references "user",
  chosen_at timestamptz not null,
  primary key (client_id, contract_id),
  foreign key (client_id, contract_id) references contract (client_id, id),
  foreign key (client_id, method_id) references saved_method (client_id, id),
  constraint contract_payment_method_is_a_mandate check (way = 'mandate' or method_id is null)
);
call protect_client_table('contract_payment', false);
grant select, insert, update on contract_payment to tegoed_app;
