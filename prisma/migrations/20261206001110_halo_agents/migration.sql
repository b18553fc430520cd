-- Who an agent of Halo's is here, where somebody chose it; without a row it is the colleague of the same e-mail address or name.
create table halo_agent (
  halo_id integer primary key,
  -- null: nobody here, so the agent's name stands at what the agent wrote
  user_id uuid references "user"
);
call protect_staff_table('halo_agent');
grant select, insert, update, delete on halo_agent to tegoed_app;

-- The agent that a ticket had when it was read last: one who is new there gets the request here.
alter table halo_ticket add column agent_id integer;
