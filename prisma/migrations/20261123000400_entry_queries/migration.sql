-- Time that waits for a word before it counts, and time that a client asks about.
-- Both are about time entries, so neither touches the ledger: a waiting entry has revision 0 and no op, a contested one keeps its op
-- until staff take minutes back by the ordinary correction.

-- Within how many days of its recording a client may ask about an entry: for all, and for one client.
alter table msp add column query_days integer not null default 14 check (query_days between 0 and 366);

create table time_setting (
  client_id uuid primary key references client,
  approval text not null default 'none' check (approval in ('none', 'lead', 'client')),
  -- none: as the MSP says
  query_days integer check (query_days between 0 and 366)
);
call protect_client_table('time_setting', false);

-- One row an entry that had to wait. The setting is the one under which it was written: a later change leaves it alone.
create table time_approval (
  client_id uuid not null references client,
  entry_id uuid not null,
  setting text not null check (setting in ('none', 'lead', 'client')),
  late boolean not null,
  awaits text not null check (awaits in ('lead', 'client')),
  state text not null default 'pending' check (state in ('pending', 'rejected', 'approved', 'withdrawn')),
  -- counts up with every step: what somebody decides is what they saw
  version integer not null default 1,
  reason text,
  asked_at timestamptz not null,
  primary key (client_id, entry_id),
  foreign key (client_id, entry_id) references time_entry (client_id, id)
);
create index time_approval_open on time_approval (client_id, awaits) where state in ('pending', 'rejected');
call protect_client_table('time_approval', false);

create table time_approval_step (
  client_id uuid not null references client,
  entry_id uuid not null,
  version integer not null,
  step text not null check (step in ('asked', 'changed', 'passed', 'approved', 'rejected', 'withdrawn')),
  actor_id uuid not null references "user",
  words text,
  at timestamptz not null,
  primary key (client_id, entry_id, version),
  foreign key (client_id, entry_id) references time_approval
);
call protect_client_table('time_approval_step', false);

-- A client's "I don't recognise this", once for each revision of an entry.
create table entry_query (
  client_id uuid not null references client,
  id uuid not null,
  entry_id uuid not null,
  revision integer not null check (revision > 0),
  -- what was billed at that revision: the minutes that are contested
  minutes integer not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'upheld', 'withdrawn')),
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  closed_at timestamptz,
  primary key (client_id, id),
  unique (client_id, entry_id, revision),
  foreign key (client_id, entry_id) references time_entry (client_id, id),
  check ((state = 'open') = (closed_at is null))
);
create unique index entry_query_one_open on entry_query (client_id, entry_id) where state = 'open';
call protect_client_table('entry_query', false);

create table entry_query_line (
  client_id uuid not null references client,
  id uuid not null,
  query_id uuid not null,
  kind text not null check (kind in ('asked', 'said', 'accepted', 'upheld', 'withdrawn')),
  author_id uuid not null references "user",
  by_staff boolean not null,
  words text not null,
  -- what is billed after an accepted query
  minutes integer,
  at timestamptz not null,
  primary key (client_id, id),
  foreign key (client_id, query_id) references entry_query
);
create index on entry_query_line (client_id, query_id, at);
call protect_client_table('entry_query_line', false);

-- What was said stays said.
create trigger append_only before update or delete on time_approval_step for each row execute function refuse_change();
create trigger append_only before update or delete on entry_query_line for each row execute function refuse_change();

grant select on time_setting, time_approval, time_approval_step, entry_query, entry_query_line to tegoed_app;
grant insert, update on time_setting, time_approval, entry_query to tegoed_app;
grant insert on time_approval_step, entry_query_line to tegoed_app;
