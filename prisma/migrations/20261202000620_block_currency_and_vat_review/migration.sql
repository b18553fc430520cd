-- A price has a currency: those of a client's own blocks are in the client's, those for everybody in euro.
select set_config('app.scope', 'system', true);
alter table hour_block add column currency char(3) not null default 'EUR' check (currency ~ '^[A-Z]{3}$');
update hour_block b set currency = c.currency from client c where c.id = b.client_id;

-- VAT numbers are kept in full, Greek ones with EL.
update client set vat_number = case country when 'GR' then 'EL' else country end || vat_number
where vat_number ~ '^[0-9]' and country in ('AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT',
  'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK');
update client set vat_number = 'EL' || substr(vat_number, 3) where country = 'GR' and vat_number like 'GR%';

-- What the MSP had confirmed of a client that then changed its own country or VAT number so that less VAT would be charged: nothing is bought until
-- the MSP has looked. Null where nothing waits.
alter table client add column vat_review jsonb;
