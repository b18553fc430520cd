-- A credit can name the work that it was invoiced for; loaded again with the ledger's functions.
drop function if exists hours_settle(uuid, timestamptz);
drop function if exists hours_credit(uuid, text, integer, integer, text, timestamptz, timestamptz, text, text, text, uuid, text, text, integer, smallint);
-- A conversion can leave the hours of some payments.
drop function if exists hours_convert(uuid, text, text, text, timestamptz, text);
