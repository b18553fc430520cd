-- From prepaid hours to a managed contract: proposals, their sides' words, and what becomes of the hours that are left.

-- The act that closes a prepaid agreement's hours (hours_convert).
alter type hour_op_kind add value 'convert';
-- It answers one amount more from now on; loaded again with the ledger's functions.
drop function if exists hours_value_by_month(uuid, text, date, date);

-- Which work a managed contract covers: of this type, worked from a day to a day, it draws no hours.
create table work_cover (
  client_id uuid not null references client,
  -- the contract's
  id uuid not null,
  work_type_id uuid not null references work_type,
  from_on date not null,
  until_on date,
  primary key (client_id, id, work_type_id),
  check (until_on >= from_on)
);
call protect_client_table('work_cover', false);
grant select, insert, update on work_cover to tegoed_app;

alter table time_entry add column covered boolean not null default false,
  add constraint time_entry_covered_draws_nothing check (not covered or billable_minutes = 0);
alter table time_entry_past add column covered boolean not null default false,
  add constraint time_entry_past_covered_draws_nothing check (not covered or billable_minutes = 0);

-- What the radar and the proposals reckon with, by the MSP's own choice; one row.
create table radar_setting (
  id boolean primary key default true check (id),
  seat_price_minor integer not null check (seat_price_minor > 0),
  seat_cost_minor integer not null check (seat_cost_minor >= 0),
  labour_cost_minor integer not null check (labour_cost_minor >= 0),
  margin_floor_bp integer not null check (margin_floor_bp between -10000 and 10000),
  burn_percent integer not null check (burn_percent between 1 and 1000),
  requests_percent integer not null check (requests_percent between 1 and 10000),
  standard_percent integer not null check (standard_percent between 0 and 100),
  changed_by uuid references "user",
  changed_at timestamptz not null
);
call protect_staff_table('radar_setting');
grant select, insert, update on radar_setting to tegoed_app;

-- What both sides confirm before a proposal goes out: the audit up front.
create table readiness_mark (
  client_id uuid not null references client,
  item text not null check (item in ('inventory', 'supported', 'patches', 'warranty', 'backup', 'mfa', 'endpoint', 'contact')),
  side text not null check (side in ('msp', 'client')),
  marked_by uuid not null references "user",
  marked_at timestamptz not null,
  primary key (client_id, item, side)
);
call protect_client_table('readiness_mark', true);
grant select, insert, delete on readiness_mark to tegoed_app;

create table proposal (
  client_id uuid not null references client,
  id uuid not null,
  name text not null check (btrim(name) <> ''),
  currency char(3) not null,
  state text not null default 'draft'
    check (state in ('draft', 'sent', 'accepted', 'signed', 'closing', 'active', 'withdrawn', 'declined', 'cancelled')),
  made_by uuid not null references "user",
  made_at timestamptz not null,
  state_at timestamptz not null,
  -- what the client took: a version, one of its variants, and its seat numbers by line
  version_id uuid,
  variant text,
  seats jsonb,
  payment text check (payment in ('transfer', 'mandate')),
  accepted_by uuid references "user",
  accepted_at timestamptz,
  signed_at timestamptz,
  -- since when its activation waits for money in flight
  waits_since timestamptz,
  activated_at timestamptz,
  declined_reason text,
  -- what became of the hours on the start day
  taken_minutes integer check (taken_minutes >= 0),
  credited_minor integer check (credited_minor >= 0),
  refunded_minor integer check (refunded_minor >= 0),
  kept_minutes integer check (kept_minutes >= 0),
  primary key (client_id, id),
  check (state not in ('accepted', 'signed', 'closing', 'active', 'cancelled')
    or (version_id is not null and variant is not null and seats is not null and payment is not null and accepted_by is not null and accepted_at is not null)),
  check ((state = 'active') = (activated_at is not null)),
  check (state not in ('signed', 'closing', 'active') or signed_at is not null)
);
-- Of the proposals of a client, one at a time can become its contract.
create unique index proposal_one_signed on proposal (client_id) where state in ('signed', 'closing');
call protect_client_table('proposal', true);
grant select, insert, update on proposal to tegoed_app;

-- What was proposed, as it was sent: never edited once it is.
create table proposal_version (
  client_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  number integer not null check (number > 0),
  starts_on date not null,
  term_months integer not null check (term_months between 1 and 120),
  notice_months integer not null check (notice_months between 0 and 24),
  hours_left text not null check (hours_left in ('keep', 'credit', 'refund')),
  words text not null default '',
  -- [{key, name, lines, included, excluded, covers, sla}], at most three
  variants jsonb not null,
  -- requests that count as projects in the replay
  outside_requests uuid[] not null default '{}',
  made_by uuid not null references "user",
  made_at timestamptz not null,
  sent_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, proposal_id) references proposal,
  unique (client_id, proposal_id, number)
);
call protect_client_table('proposal_version', false);
grant select, insert, update on proposal_version to tegoed_app;
alter table proposal add constraint proposal_version_taken foreign key (client_id, version_id) references proposal_version;

create function keep_sent_proposal() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null then
    raise exception 'A proposal that was sent can''t change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_sent_proposal before update on proposal_version for each row execute function keep_sent_proposal();

-- What a unit of each line costs the MSP a month, by the line's key and part. No client's role can read it.
create table proposal_cost (
  client_id uuid not null,
  version_id uuid not null,
  costs jsonb not null,
  primary key (client_id, version_id),
  foreign key (client_id, version_id) references proposal_version
);
call protect_staff_table('proposal_cost');
grant select, insert, update on proposal_cost to tegoed_app;

-- The owner's word on a version whose expected margin is below the floor.
create table proposal_approval (
  client_id uuid not null,
  version_id uuid not null,
  approved_by uuid not null references "user",
  approved_at timestamptz not null,
  reason text not null check (btrim(reason) <> ''),
  margin_minor integer not null,
  primary key (client_id, version_id),
  foreign key (client_id, version_id) references proposal_version
);
call protect_staff_table('proposal_approval');
create trigger append_only before update or delete or truncate on proposal_approval for each statement execute function refuse_change();
grant select, insert on proposal_approval to tegoed_app;

-- What the MSP's people say to each other about a proposal.
create table proposal_note (
  client_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  words text not null check (btrim(words) <> ''),
  written_by uuid not null references "user",
  written_at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, proposal_id) references proposal
);
call protect_staff_table('proposal_note');
create trigger append_only before update or delete or truncate on proposal_note for each statement execute function refuse_change();
grant select, insert on proposal_note to tegoed_app;

-- What a client asks at a line (or about the whole), and the answer.
create table proposal_question (
  client_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  line_key uuid,
  words text not null check (btrim(words) <> ''),
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  answer text check (btrim(answer) <> ''),
  answered_by uuid references "user",
  answered_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, proposal_id) references proposal,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
call protect_client_table('proposal_question', true);
grant select, insert, update on proposal_question to tegoed_app;

-- Promised against real, so many days after the start.
create table conversion_report (
  client_id uuid not null,
  proposal_id uuid not null,
  days integer not null check (days in (30, 90)),
  -- the client's part
  figures jsonb not null,
  made_at timestamptz not null,
  primary key (client_id, proposal_id, days),
  foreign key (client_id, proposal_id) references proposal
);
call protect_client_table('conversion_report', false);
create trigger append_only before update or delete or truncate on conversion_report for each statement execute function refuse_change();
grant select, insert on conversion_report to tegoed_app;

-- The MSP's part of a report: what it cost and left.
create table conversion_margin (
  client_id uuid not null,
  proposal_id uuid not null,
  days integer not null check (days in (30, 90)),
  promised_minor integer not null,
  real_minor integer not null,
  primary key (client_id, proposal_id, days),
  foreign key (client_id, proposal_id, days) references conversion_report
);
call protect_staff_table('conversion_margin');
create trigger append_only before update or delete or truncate on conversion_margin for each statement execute function refuse_change();
grant select, insert on conversion_margin to tegoed_app;
