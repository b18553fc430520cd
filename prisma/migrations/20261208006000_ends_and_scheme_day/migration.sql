-- The last day that an amount a month had before its client's ending set an earlier one: it has that again where the ending is taken back.
alter table contract_charge add column own_ends_on date;
drop trigger keep_contract_charge on contract_charge;
create trigger keep_contract_charge before update on contract_charge for each row
  execute function keep_month_facts('{ends_on,own_ends_on,ended_by,end_set_at,end_cause_id,withdrawn_by,withdrawn_at}');

-- The first day of the seller's present VAT scheme: months before it are invoiced by the other one. Null where it never changed.
alter table msp add column vat_scheme_from date;
