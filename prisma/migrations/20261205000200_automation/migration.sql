-- A line of a checklist can call the MSP's own automation, which answers later at an address of its own.

-- {"endpointId", "minutes", "at"}: what is called, how long it has, and whether at once or at the effect's hour; null where people do the line
alter table change_line add column call jsonb check (jsonb_typeof(call) = 'object');
-- the call that did the line, where nobody did
alter table change_line add column done_call uuid;
alter table change_line drop constraint line_is_done_by_somebody;
alter table change_line add constraint line_is_done_by_one
  check ((done_at is null) = (done_by is null and done_call is null) and (done_by is null or done_call is null));

create table automation_call (
  client_id uuid not null,
  -- the id of the message that called, and a part of the address that is answered at
  id uuid not null,
  request_id uuid not null,
  position smallint not null,
  endpoint_id uuid not null references webhook_endpoint,
  called_at timestamptz not null,
  -- until when it may answer
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'failed', 'no-answer', 'taken-over')),
  ended_at timestamptz,
  -- who took the line over
  ended_by uuid references "user",
  -- the one answer: it may come after the call has ended, and changes nothing then
  answer text check (answer in ('done', 'failed')),
  answered_at timestamptz,
  log text not null default '' check (length(log) <= 20000),
  primary key (client_id, id),
  foreign key (client_id, request_id, position) references change_line,
  constraint call_ends_once check ((state = 'waiting') = (ended_at is null)),
  constraint call_is_taken_over_by_somebody check ((state = 'taken-over') = (ended_by is not null)),
  constraint call_ends_by_its_answer check (state not in ('done', 'failed') or answer = state),
  constraint answer_has_a_time check ((answer is null) = (answered_at is null) and (answer is not null or log = ''))
);
create unique index automation_call_by_id on automation_call (id);
create unique index automation_call_waits_once on automation_call (client_id, request_id, position) where state = 'waiting';
create index automation_call_of_line on automation_call (client_id, request_id, position, called_at);
create index automation_call_ended_badly on automation_call (ended_at) where state in ('failed', 'no-answer');
-- no client reads what the MSP's automation says
call protect_staff_table('automation_call');
grant select, insert on automation_call to tegoed_app;
grant update (state, ended_at, ended_by, answer, answered_at, log) on automation_call to tegoed_app;

alter table change_line add foreign key (client_id, done_call) references automation_call;

-- An open page of staff hears of it.
create function after_automation_call() returns trigger language plpgsql as $$
begin
  perform pg_notify('desk', json_build_object('request', new.request_id)::text);
  return null;
end $$;
create trigger after_automation_call after insert or update on automation_call for each row execute function after_automation_call();
