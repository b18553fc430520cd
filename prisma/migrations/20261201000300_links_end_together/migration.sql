-- A reset link, and a sign-in whose code is still to come, prove something of one moment: a mailbox, a password.
-- Both end with that moment, in the same transaction and whichever way the change was made.
create index on verification (value);

-- The functions below run as the owner, which the policies bind too.
create policy act_rows on verification to tegoed_owner using (true);

create function end_proofs_of(p_user_id uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ delete from verification where value = p_user_id::text $$;
revoke execute on function end_proofs_of from public;

create function end_proofs_with_password() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform end_proofs_of(new.user_id);
  return null;
end $$;
create trigger proofs_end after insert on account for each row
  when (new.password is not null) execute function end_proofs_with_password();
create trigger proofs_end_on_change after update on account for each row
  when (new.password is distinct from old.password) execute function end_proofs_with_password();

create function end_proofs_with_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform end_proofs_of(new.user_id);
  return null;
end $$;
create trigger proofs_end after update on membership for each row
  when (old.ended_at is null and new.ended_at is not null) execute function end_proofs_with_access();
revoke execute on function end_proofs_with_password, end_proofs_with_access from public;
