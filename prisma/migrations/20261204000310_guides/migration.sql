-- Short instructions that a client's people read before they ask: for all clients or for one, perhaps with an item of the catalogue.
create table guide (
  id uuid primary key,
  client_id uuid references client,
  item_id uuid references catalogue_item,
  -- {"nl": {"title", "body", "html"}, ...}: what is published, in at least one language, rendered when it was published
  content jsonb check (jsonb_typeof(content) = 'object' and content <> '{}'),
  -- what the search box looks in, as search_key writes it
  words text not null default '',
  published_at timestamptz,
  created_at timestamptz not null,
  constraint guide_published_has_content check ((content is null) = (published_at is null))
);
create index on guide (item_id) where item_id is not null;
call protect_staff_table('guide');
create policy client_rows on guide for select to tegoed_client
  using (content is not null and (client_id is null or client_id = app_client()));
grant select, insert, update on guide to tegoed_app;

-- What a guide is to become; no client reads it.
create table guide_draft (
  guide_id uuid primary key references guide,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  saved_at timestamptz not null,
  saved_by uuid not null references "user"
);
call protect_staff_table('guide_draft');
grant select, insert, update, delete on guide_draft to tegoed_app;

-- Whether a guide was the answer, by the last word of each person.
create table guide_vote (
  client_id uuid not null references client,
  guide_id uuid not null references guide,
  user_id uuid not null references "user",
  helped boolean not null,
  at timestamptz not null,
  primary key (client_id, guide_id, user_id)
);
call protect_client_table('guide_vote', true);
grant select, insert, update on guide_vote to tegoed_app;

-- What was searched for and not found, by client and not by person.
create table search_miss (
  client_id uuid not null references client,
  words text not null check (length(words) between 2 and 100),
  times integer not null default 1 check (times > 0),
  last_at timestamptz not null,
  primary key (client_id, words)
);
call protect_client_table('search_miss', true);
grant select, insert, update, delete on search_miss to tegoed_app;
