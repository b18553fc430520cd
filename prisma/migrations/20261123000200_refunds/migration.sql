-- Money that goes back, invoices that are paid by bank transfer, and what only a person can put right.

-- An invoice stands open at Stripe: due then, so much of it paid; on trust: its hours were given before its money came.
alter table block_order drop constraint block_order_state_check;
alter table block_order add constraint block_order_state_check
  check (state in ('open', 'checkout', 'invoiced', 'processing', 'paid', 'failed', 'expired', 'cancelled'));
alter table block_order add column on_trust boolean not null default false;
alter table block_order add column due_at timestamptz;
alter table block_order add column paid_minor integer not null default 0 check (paid_minor >= 0);
alter table block_order add column overdue_at timestamptz;

-- How many minutes a client may have on invoices that are not paid yet. Written by the owner alone, read by all of the client's.
create table client_credit (
  client_id uuid primary key references client,
  limit_minutes integer not null check (limit_minutes between 0 and 60000),
  set_by uuid not null references "user",
  set_at timestamptz not null
);
call protect_client_table('client_credit', false);

-- What staff asked to be paid back; its id is the form's key, so a form sent twice is one. Kept until Stripe has done or refused it.
create table refund_request (
  client_id uuid not null references client,
  id uuid not null,
  order_id uuid not null,
  amount_minor integer not null check (amount_minor > 0),
  reason text not null check (reason <> ''),
  state text not null default 'asked' check (state in ('asked', 'sent', 'refused')),
  attempt integer not null default 1,
  stripe_refund text,
  stripe_credit_note text,
  credit_note_number text,
  credit_note_pdf text,
  error text,
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, order_id) references block_order (client_id, id)
);
create index on refund_request (client_id, order_id);
create index on refund_request (asked_at) where state = 'asked';
call protect_client_table('refund_request', false);

-- What Stripe says now of each refund, dispute and credit note of a payment; a copy, converged to with the ledger.
create table payment_reversal (
  client_id uuid not null references client,
  stripe_id text not null,
  payment_id uuid not null,
  order_id uuid,
  kind text not null check (kind in ('refund', 'dispute', 'credit')),
  amount_minor integer not null check (amount_minor >= 0),
  state text not null,
  reason text,
  due_at timestamptz,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (client_id, stripe_id),
  foreign key (client_id, payment_id) references hour_payment (client_id, id),
  foreign key (client_id, order_id) references block_order (client_id, id)
);
create index on payment_reversal (client_id, order_id);
call protect_client_table('payment_reversal', false);

-- What the house found and can't put right by itself: a person does, and says how. One open row for one finding.
create table staff_task (
  id uuid primary key default gen_random_uuid(),
  client_id uuid references client,
  kind text not null,
  subject text not null,
  detail jsonb not null default '{}',
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid references "user",
  reason text
);
create unique index staff_task_one_open on staff_task (kind, subject) where resolved_at is null;
create index on staff_task (resolved_at desc) where resolved_at is not null;
alter table staff_task enable row level security;
alter table staff_task force row level security;
create policy staff_rows on staff_task using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));

grant select, insert, update on client_credit, refund_request, payment_reversal, staff_task to tegoed_app;

-- Stripe names a payment by these alone, whoever's it is.
create index on hour_payment (stripe_payment_intent);
create index on hour_payment (stripe_invoice);
