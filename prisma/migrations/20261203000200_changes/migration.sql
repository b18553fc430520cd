-- Standard changes: the catalogue with its versions, what was asked with which version, who approves it, its checklist and its effect.

alter table request drop constraint request_state_check;
alter table request add constraint request_state_check
  check (state in ('new', 'in_progress', 'waiting', 'done', 'awaiting_approval', 'scheduled', 'refused', 'withdrawn'));
-- A standard change is completed by its checklist and effect, never by a change of state alone.
alter table request add column kind text not null default 'plain' check (kind in ('plain', 'change'));

-- What can be asked. `published_version` is what is offered now; null before the first publication.
create table catalogue_item (
  id uuid primary key default gen_random_uuid(),
  -- of an item that the product ships; null for the MSP's own
  key text unique check (key <> ''),
  position integer not null default 0,
  published_version integer check (published_version > 0),
  retired_at timestamptz,
  offered_to text not null default 'all' check (offered_to in ('all', 'some')),
  created_at timestamptz not null
);

create table catalogue_offer (
  client_id uuid not null references client,
  item_id uuid not null references catalogue_item,
  primary key (client_id, item_id)
);
call protect_client_table('catalogue_offer', false);
grant select, insert, delete on catalogue_offer to tegoed_app;

call protect_staff_table('catalogue_item');
create policy client_rows on catalogue_item for select to tegoed_client using (
  published_version is not null and (offered_to = 'all'
    or exists (select from catalogue_offer o where o.client_id = app_client() and o.item_id = catalogue_item.id)));
grant select, insert, update on catalogue_item to tegoed_app;

-- A version is never changed: a request keeps the one that it was asked with.
create table catalogue_version (
  item_id uuid not null references catalogue_item,
  version integer not null check (version > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  published_at timestamptz not null,
  published_by uuid references "user",
  primary key (item_id, version)
);
create trigger append_only before update or delete or truncate on catalogue_version for each statement execute function refuse_change();
call protect_staff_table('catalogue_version');
grant select, insert on catalogue_version to tegoed_app;
alter table catalogue_item add foreign key (id, published_version) references catalogue_version (item_id, version);

create table catalogue_draft (
  item_id uuid primary key references catalogue_item,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  saved_at timestamptz not null,
  saved_by uuid references "user"
);
call protect_staff_table('catalogue_draft');
grant select, insert, update, delete on catalogue_draft to tegoed_app;

-- What was asked, and what it was to cost and do, as the requester read it.
create table change_request (
  client_id uuid not null,
  request_id uuid not null,
  item_id uuid not null,
  version integer not null,
  -- by the fields' keys; hidden fields are not in it
  answers jsonb not null,
  -- question and answer in words, in order
  shown jsonb not null,
  quote jsonb not null,
  -- when the effect begins; null for what counts from when it is completed
  effect_at timestamptz,
  effect_state text not null check (effect_state in ('none', 'pending', 'done', 'undone')),
  effect_done_at timestamptz,
  -- why the effect could not be recorded
  effect_refusal text,
  -- the roster's rows before and after the effect, for the reversing request
  effect_rows jsonb,
  -- how the requester proved who they are
  proof text check (proof in ('code', 'second-person')),
  proof_at timestamptz,
  -- the request that this one undoes, and the refused one that it asks again
  reverses_id uuid,
  earlier_id uuid,
  asked_at timestamptz not null,
  primary key (client_id, request_id),
  foreign key (client_id, request_id) references request,
  foreign key (item_id, version) references catalogue_version,
  foreign key (client_id, reverses_id) references change_request,
  foreign key (client_id, earlier_id) references change_request,
  constraint change_effect_is_dated check ((effect_done_at is not null) = (effect_state in ('done', 'undone'))),
  constraint change_proof_is_dated check ((proof is null) = (proof_at is null))
);
create unique index change_is_reversed_once on change_request (client_id, reverses_id) where reverses_id is not null;
create index on change_request (effect_at) where effect_state = 'pending';
create index on change_request (item_id, version);
call protect_client_table('change_request', true);
grant select, insert, update on change_request to tegoed_app;

-- A client reads the versions that it is offered, and those that it asked with.
create policy client_rows on catalogue_version for select to tegoed_client using (
  exists (select from catalogue_item i where i.id = item_id and i.published_version = version)
  or exists (select from change_request c where c.client_id = app_client() and c.item_id = catalogue_version.item_id and c.version = catalogue_version.version));

-- Who has to approve, one step after another.
create table change_step (
  client_id uuid not null,
  request_id uuid not null,
  position smallint not null check (position > 0),
  approving text not null check (approving in ('approver', 'finance', 'manager', 'msp')),
  -- the group that had nobody left who may approve
  instead_of text check (instead_of in ('approver', 'finance', 'manager')),
  needed smallint not null check (needed > 0),
  state text not null check (state in ('later', 'open', 'approved', 'refused', 'ended')),
  opened_at timestamptz,
  reminded_at timestamptz,
  primary key (client_id, request_id, position),
  foreign key (client_id, request_id) references change_request
);
create unique index change_has_one_open_step on change_step (client_id, request_id) where state = 'open';
create index on change_step (opened_at) where state = 'open';
call protect_client_table('change_step', true);
grant select, insert, update on change_step to tegoed_app;

create table change_approver (
  client_id uuid not null,
  request_id uuid not null,
  position smallint not null,
  user_id uuid not null references "user",
  primary key (client_id, request_id, position, user_id),
  foreign key (client_id, request_id, position) references change_step
);
create index on change_approver (client_id, user_id);
call protect_client_table('change_approver', true);
grant select, insert on change_approver to tegoed_app;

create table change_decision (
  client_id uuid not null,
  request_id uuid not null,
  position smallint not null,
  -- whose approval it is; decided_by is who gave it, themselves or as their stand-in
  user_id uuid not null references "user",
  decided_by uuid not null references "user",
  outcome text not null check (outcome in ('approved', 'refused')),
  reason text not null default '',
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  at timestamptz not null,
  primary key (client_id, request_id, position, user_id),
  foreign key (client_id, request_id, position) references change_step,
  constraint decision_once_a_person unique (client_id, request_id, position, decided_by),
  constraint refusal_has_a_reason check (outcome = 'approved' or reason <> '')
);
create index on change_decision (client_id, user_id, at);
create trigger append_only before update or delete or truncate on change_decision for each statement execute function refuse_change();
call protect_client_table('change_decision', true);
grant select, insert on change_decision to tegoed_app;

-- What has to be done by people, with who did it, when, and the proof.
create table change_line (
  client_id uuid not null,
  request_id uuid not null,
  position smallint not null check (position > 0),
  text jsonb not null check (jsonb_typeof(text) = 'object'),
  done_at timestamptz,
  done_by uuid references "user",
  proof text not null default '',
  primary key (client_id, request_id, position),
  foreign key (client_id, request_id) references change_request,
  constraint line_is_done_by_somebody check ((done_at is null) = (done_by is null))
);
call protect_client_table('change_line', true);
grant select, insert, update on change_line to tegoed_app;

-- What somebody may approve a month, and who approves for them while they are away.
create table approver_setting (
  client_id uuid not null references client,
  user_id uuid not null references "user",
  -- minor units of the client's currency a calendar month; null without a limit
  budget_minor bigint check (budget_minor >= 0),
  stand_in_id uuid references "user",
  away_from date,
  away_until date,
  primary key (client_id, user_id),
  constraint nobody_stands_in_for_themselves check (stand_in_id <> user_id),
  constraint stand_in_has_days check ((stand_in_id is null) = (away_from is null) and (stand_in_id is null) = (away_until is null)),
  constraint away_ends_after_start check (away_until >= away_from)
);
call protect_client_table('approver_setting', true);
grant select, insert, update on approver_setting to tegoed_app;
