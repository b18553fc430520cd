-- Turning top-ups off, or to a warning, agrees to no block and no price: it is possible where nothing is for sale.
alter table topup_agreement
  alter column block_minutes drop not null,
  alter column price_per_hour_minor drop not null,
  alter column gross_minor drop not null,
  add constraint topup_agreement_price check (mode in ('off', 'warn') or num_nulls(block_minutes, price_per_hour_minor, gross_minor) = 0);
