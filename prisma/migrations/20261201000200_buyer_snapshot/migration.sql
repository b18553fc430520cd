-- An order keeps who bought: the names, address and e-mail that its invoice bears, as they were when it was placed.
alter table block_order
  add column billed_name text,
  add column billed_legal_name text,
  add column billed_address_line text,
  add column billed_postal_code text,
  add column billed_city text,
  add column billed_country char(2),
  add column billed_email text,
  -- what Stripe's invoice says differently from the order, as words of rules/invoice-match.ts; null when nothing
  add column invoice_differs text;

-- Orders from before get what the client's row says today: nothing older is known.
select set_config('app.scope', 'system', true);
update block_order o set billed_name = c.name, billed_legal_name = c.legal_name, billed_address_line = c.address_line, billed_postal_code = c.postal_code,
  billed_city = c.city, billed_country = c.country, billed_email = c.billing_email
from client c where c.id = o.client_id;

alter table block_order
  alter column billed_name set not null,
  alter column billed_legal_name set not null,
  alter column billed_address_line set not null,
  alter column billed_postal_code set not null,
  alter column billed_city set not null,
  alter column billed_country set not null,
  alter column billed_email set not null;

-- What was agreed stands: an order moves on, its buyer, size, price and VAT don't.
create function keep_order_terms() returns trigger language plpgsql as $$
begin
  if row(new.client_id, new.id, new.number, new.buyer_id, new.minutes, new.price_per_hour_minor, new.currency, new.net_minor, new.vat_kind, new.vat_rate_bp,
       new.vat_minor, new.gross_minor, new.vat_number, new.billed_name, new.billed_legal_name, new.billed_address_line, new.billed_postal_code,
       new.billed_city, new.billed_country, new.billed_email)
    is distinct from
     row(old.client_id, old.id, old.number, old.buyer_id, old.minutes, old.price_per_hour_minor, old.currency, old.net_minor, old.vat_kind, old.vat_rate_bp,
       old.vat_minor, old.gross_minor, old.vat_number, old.billed_name, old.billed_legal_name, old.billed_address_line, old.billed_postal_code,
       old.billed_city, old.billed_country, old.billed_email) then
    raise exception 'What was agreed in order % can''t change', old.number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_order_terms before update on block_order for each row execute function keep_order_terms();
