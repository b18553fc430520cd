-- Hours that move from one client's account to another's: one act, two ops.

alter type hour_op_kind add value 'move';
-- A block that came from another client's account.
alter type hour_source add value 'moved';

-- Which op is the other side of a move: one row for each side. For staff alone: a client reads that its hours moved and why, not to or from whom.
create table hour_move (
  client_id uuid not null references hour_account,
  seq integer not null,
  other_client_id uuid not null references client,
  other_seq integer not null,
  primary key (client_id, seq)
);
create trigger append_only before update or delete or truncate on hour_move for each statement execute function refuse_change();
alter table hour_move enable row level security;
alter table hour_move force row level security;
create policy staff_rows on hour_move for select to tegoed_app using (app_scope() in ('staff', 'system'));
create policy act_rows on hour_move to tegoed_owner using (app_scope() in ('staff', 'system'));
revoke all on hour_move from public, tegoed_app;
grant select on hour_move to tegoed_app;
revoke update, delete, truncate on hour_move from tegoed_owner;

-- It answers one amount more from now on; loaded again with the ledger's functions.
drop function if exists hours_value_by_month(uuid, text, date, date);
