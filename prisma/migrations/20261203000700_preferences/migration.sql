-- How a person's spreadsheet reads a CSV: as the page's language writes numbers, or always one way.
alter table "user" add column spreadsheet text not null default 'language'
  check (spreadsheet in ('language', 'semicolon', 'comma'));
grant select (spreadsheet), update (spreadsheet) on "user" to tegoed_app;

-- A list as one of the MSP's people keeps it: its filter, order and columns as the query of its address.
create table list_view (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references "user",
  list text not null check (list ~ '^[a-z]{1,20}$'),
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 6000),
  -- Opens when the list's address says nothing else.
  is_first boolean not null default false,
  created_at timestamptz not null,
  unique (user_id, list, name)
);
create unique index list_view_first on list_view (user_id, list) where is_first;
grant select, insert, update, delete on list_view to tegoed_app;
call protect_staff_table('list_view');
