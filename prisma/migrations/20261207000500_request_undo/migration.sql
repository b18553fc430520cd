-- How a request stood before somebody of the MSP did something with it, for the seconds in which they may undo that. `revision` is the request's
-- after the act: any other act on it since shows by another one. One act may have been done with several requests.
create table request_undo (
  client_id uuid not null,
  act_id uuid not null,
  request_id uuid not null,
  user_id uuid not null references "user",
  act text not null check (act in ('take', 'move', 'assign', 'priority', 'snooze')),
  at timestamptz not null,
  revision integer not null,
  state text not null,
  priority text not null,
  assignee_id uuid references "user",
  snoozed_until timestamptz,
  closed_at timestamptz,
  undone_at timestamptz check (undone_at >= at),
  primary key (client_id, act_id, request_id),
  foreign key (client_id, request_id) references request
);
create index on request_undo (act_id);
create index on request_undo (user_id, at);
call protect_staff_table('request_undo');
grant select, insert, update, delete on request_undo to tegoed_app;

-- A letter that was taken back before anything of it was sent: it never goes out.
alter table letter add column withdrawn_at timestamptz, add constraint letter_withdrawn_unsent check (withdrawn_at is null or sent_at is null);
