-- A seller that is exempt from VAT as a small business (KOR in NL, § 19 UStG in DE), and what it sells without VAT for that reason.
alter table msp
  add column vat_scheme text not null default 'ordinary' check (vat_scheme in ('ordinary', 'small_business'));

alter table block_order
  drop constraint block_order_vat_kind_check,
  add check (vat_kind in ('standard', 'reverse_charge', 'outside_eu', 'small_business')),
  add constraint block_order_small_business_without_vat check (vat_kind <> 'small_business' or vat_rate_bp = 0);
alter table month_invoice
  drop constraint month_invoice_vat_kind_check,
  add check (vat_kind in ('standard', 'reverse_charge', 'outside_eu', 'small_business')),
  add constraint month_invoice_small_business_without_vat check (vat_kind <> 'small_business' or vat_rate_bp = 0);
alter table contract_month
  drop constraint contract_month_vat_kind_check,
  add check (vat_kind in ('standard', 'reverse_charge', 'outside_eu', 'small_business'));
alter table contract_adjustment
  drop constraint contract_adjustment_vat_kind_check,
  add check (vat_kind in ('standard', 'reverse_charge', 'outside_eu', 'small_business'));

-- What the owner was reminded of after the first run and does not need.
alter table setup
  add column not_needed text[] not null default '{}'
    check (not_needed <@ array['vat-number', 'bank-account', 'logo', 'colleague']);
