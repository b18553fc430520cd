-- Automatic top-up: the ways to pay that a client saved, what was agreed about them, and orders that nobody had to place.

-- One visit to Stripe to save a way to pay, with the mandate as it was shown and agreed to.
create table method_setup (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null references "user",
  state text not null default 'open' check (state in ('open', 'saved', 'failed', 'expired')),
  mandate_version text not null,
  mandate_text text not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  accepted_at timestamptz not null,
  stripe_checkout_id text unique,
  checkout_url text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, id)
);
create index on method_setup (state, updated_at);
call protect_client_table('method_setup', true);

-- What Stripe may charge when nobody is there. One at a time: a new one takes the old one's place.
create table saved_method (
  client_id uuid not null references client,
  id uuid not null default gen_random_uuid(),
  setup_id uuid not null,
  stripe_payment_method text not null unique,
  stripe_mandate text,
  type text not null check (type in ('card', 'sepa_debit', 'us_bank_account')),
  -- how the client saved it: a direct debit may come of iDEAL or Bancontact
  saved_by text not null,
  brand text,
  last4 text not null,
  fingerprint text,
  exp_month integer check (exp_month between 1 and 12),
  exp_year integer,
  saved_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  removal text check (removal in ('by-client', 'replaced', 'detached', 'mandate-ended')),
  primary key (client_id, id),
  foreign key (client_id, setup_id) references method_setup,
  check ((removed_at is null) = (removal is null))
);
create unique index saved_method_one on saved_method (client_id) where removed_at is null;
call protect_client_table('saved_method', true);

-- What somebody agreed to about topping up, word for word, with the price that was shown. The latest holds; the others stay.
create table topup_agreement (
  client_id uuid not null references client,
  id uuid not null,
  user_id uuid not null references "user",
  mode text not null check (mode in ('off', 'warn', 'invoice', 'charge')),
  threshold_minutes integer not null check (threshold_minutes >= 0),
  block_minutes integer not null check (block_minutes > 0),
  price_per_hour_minor integer not null check (price_per_hour_minor > 0),
  gross_minor integer not null check (gross_minor > 0),
  currency char(3) not null,
  max_per_30d integer not null check (max_per_30d > 0),
  max_minor_per_30d integer check (max_minor_per_30d > 0),
  terms_version text not null,
  terms_text text not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  agreed_at timestamptz not null,
  primary key (client_id, id)
);
create index on topup_agreement (client_id, agreed_at desc);
call protect_client_table('topup_agreement', true);

grant select, insert, update on method_setup, saved_method to tegoed_app;
grant select, insert on topup_agreement to tegoed_app;

-- Who asked for an order: a buyer at the checkout, a top-up that is charged or invoiced (its order's id is the attempt's), or a buyer by bank transfer.
alter table block_order add column origin text not null default 'checkout' check (origin in ('checkout', 'auto_topup', 'topup_invoice', 'bank_invoice'));

-- Whichever act makes an attempt, a worker is asked in the same transaction. (The migration runner lets tegoed_owner enqueue.)
create function ask_for_topup() returns trigger language plpgsql as $$
begin
  if to_regnamespace('graphile_worker') is not null then
    perform enqueue_job('billing.topup-run', json_build_object('clientId', new.client_id), 'topup:' || new.client_id);
  end if;
  return null;
end $$;
create trigger ask_for_topup after insert on topup_attempt for each row execute function ask_for_topup();
