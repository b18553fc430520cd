-- How far a caller's clock may run ahead. Where the clock is set (tests, rehearsals), letClockLead replaces this function by one with a longer lead.
create or replace function ledger_clock_lead() returns interval language sql immutable as $$ select interval '1 minute' $$;
revoke execute on function ledger_clock_lead from public;
