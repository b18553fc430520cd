-- What a text above an item's form solved, so that nothing was asked.
create table catalogue_solved (
  client_id uuid not null references client,
  -- made with the form: sent twice, it counts once
  id uuid not null,
  item_id uuid not null references catalogue_item,
  user_id uuid not null references "user",
  at timestamptz not null,
  primary key (client_id, id)
);
create index on catalogue_solved (at);
call protect_client_table('catalogue_solved', true);
grant select, insert on catalogue_solved to tegoed_app;
