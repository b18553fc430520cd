-- The currency in which the MSP sells unless a client has another.
alter table msp add column if not exists currency char(3) not null default 'EUR' check (currency ~ '^[A-Z]{3}$');

-- The first run: one row, from the first start on an empty database until the portal is set up, and for good afterwards.
create table setup (
  id smallint primary key default 1 check (id = 1),
  -- of the one-time address that was printed last; null once the first step is saved
  token_hash text,
  -- of the secret in the browser that opened it
  session_hash text,
  company_at timestamptz,
  owner_id uuid references "user",
  hours_at timestamptz,
  mail_at timestamptz,
  stripe_at timestamptz,
  done_at timestamptz,
  created_at timestamptz not null,
  check (done_at is null or (company_at is not null and owner_id is not null and hours_at is not null)),
  check (done_at is null or (token_hash is null and session_hash is null))
);
call protect_staff_table('setup');
grant select, insert, update on setup to tegoed_app;
