-- "These people may still reach this": what the client's manager was shown of access rights and decided about each, each quarter, as evidence.
create table rights_review (
  client_id uuid not null references client,
  id uuid not null,
  quarter_starts_on date not null check (extract(day from quarter_starts_on) = 1 and extract(month from quarter_starts_on) in (1, 4, 7, 10)),
  reviewed_at timestamptz not null,
  user_id uuid not null references "user",
  -- as they were then: the name of who reviewed, the rights that were shown with the decision about each, and a hash of it all
  name text not null,
  content jsonb not null,
  content_hash bytea not null check (length(content_hash) = 32),
  request_id uuid,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request
);
create index on rights_review (client_id, quarter_starts_on desc, reviewed_at desc);
call protect_client_table('rights_review', true);
create trigger append_only before update or delete or truncate on rights_review for each statement execute function refuse_change();
grant select, insert on rights_review to tegoed_app;
