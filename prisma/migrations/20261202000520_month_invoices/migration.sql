-- The invoice of a closed month, once a client and month, with the buyer as it was when it was issued.
create table month_invoice (
  client_id uuid not null,
  id uuid not null default gen_random_uuid(),
  month text not null,
  currency char(3) not null,
  net_minor integer not null check (net_minor > 0),
  vat_kind text not null check (vat_kind in ('standard', 'reverse_charge', 'outside_eu')),
  vat_rate_bp integer not null check (vat_rate_bp >= 0),
  vat_minor integer not null check (vat_minor >= 0),
  gross_minor integer not null,
  vat_number text,
  billed_name text not null,
  billed_legal_name text not null,
  billed_address_line text not null,
  billed_postal_code text not null,
  billed_city text not null,
  billed_country char(2) not null,
  billed_email text not null,
  state text not null default 'asked' check (state in ('asked', 'open', 'paid', 'void', 'written_off')),
  attempt integer not null default 1,
  failure text,
  stripe_invoice text unique,
  invoice_number text,
  invoice_url text,
  invoice_pdf text,
  paid_minor integer not null default 0 check (paid_minor >= 0),
  due_at timestamptz,
  paid_at timestamptz,
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, month) references contract_month (client_id, month),
  unique (client_id, month),
  check (gross_minor = net_minor + vat_minor)
);
create index on month_invoice (state, updated_at);
call protect_client_table('month_invoice', false);
grant select, insert, update on month_invoice to tegoed_app;

-- What was asked for stands: an invoice moves on, its buyer, amounts and VAT don't.
create function keep_month_invoice() returns trigger language plpgsql as $$
begin
  if row(new.client_id, new.id, new.month, new.currency, new.net_minor, new.vat_kind, new.vat_rate_bp, new.vat_minor, new.gross_minor, new.vat_number,
       new.billed_name, new.billed_legal_name, new.billed_address_line, new.billed_postal_code, new.billed_city, new.billed_country, new.billed_email)
    is distinct from
     row(old.client_id, old.id, old.month, old.currency, old.net_minor, old.vat_kind, old.vat_rate_bp, old.vat_minor, old.gross_minor, old.vat_number,
       old.billed_name, old.billed_legal_name, old.billed_address_line, old.billed_postal_code, old.billed_city, old.billed_country, old.billed_email) then
    raise exception 'The invoice of a month can''t change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_month_invoice before update on month_invoice for each row execute function keep_month_invoice();
