-- By which number banks know who debits (EPC262-08): country, two check digits, business code, national part. The client reads it in the mandate.
alter table msp add column creditor_id text check (creditor_id ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$');
