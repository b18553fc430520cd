-- How far the clock of who asks for an act may be ahead of the database's. Rehearsals with another clock put a longer time in its place.
create or replace function ledger_clock_lead() returns interval language sql immutable as $$ select interval '1 minute' $$;
revoke execute on function ledger_clock_lead from public;
