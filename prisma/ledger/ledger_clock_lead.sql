-- How far a caller's clock may run ahead; letClockLead() raises it in tests and rehearsals.
create or replace function ledger_clock_lead() returns interval language sql immutable as $$ select interval '1 minute' $$;
revoke execute on function ledger_clock_lead from public;
