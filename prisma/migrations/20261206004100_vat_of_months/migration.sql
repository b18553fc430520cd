-- The VAT that a client's invoice would have borne when its month was closed, which is that of what the month carries on, and the VAT of the
-- invoices on which a conversion promised its credit. Null on what was written before.
alter table contract_month
  add column vat_kind text check (vat_kind in ('standard', 'reverse_charge', 'outside_eu')),
  add column vat_rate_bp integer check (vat_rate_bp between 0 and 10000),
  add check ((vat_kind is null) = (vat_rate_bp is null));
alter table contract_adjustment
  add column vat_kind text check (vat_kind in ('standard', 'reverse_charge', 'outside_eu')),
  add column vat_rate_bp integer check (vat_rate_bp between 0 and 10000),
  add check ((vat_kind is null) = (vat_rate_bp is null)),
  add check (vat_kind is null or of_conversion);
