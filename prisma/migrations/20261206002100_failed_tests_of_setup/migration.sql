-- When the last test of a connection in the first run failed; null where none was made, or the last one worked.
alter table setup
  add column mail_failed_at timestamptz,
  add column stripe_failed_at timestamptz,
  add check (mail_at is null or mail_failed_at is null),
  add check (stripe_at is null or stripe_failed_at is null);
