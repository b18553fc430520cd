-- A contract that is entered later than an amount of its client moves the amount's first day out of the months that were invoiced elsewhere.
drop trigger keep_contract_charge on contract_charge;
create trigger keep_contract_charge before update on contract_charge for each row
  execute function keep_month_facts('{starts_on,ends_on,own_ends_on,ended_by,end_set_at,end_cause_id,withdrawn_by,withdrawn_at}');
