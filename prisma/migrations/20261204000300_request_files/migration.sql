-- Files on requests: of the request itself, of a comment, or of an internal note. They are kept here and not in a folder, so that a
-- backup holds request and file of one moment, row policies guard the bytes too, and a file ends with what it belongs to.
create table request_file (
  client_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  comment_id uuid,
  note_id uuid,
  author_id uuid not null references "user",
  by_staff boolean not null,
  name text not null check (btrim(name) <> '' and length(name) <= 150 and name !~ '[/\\[:cntrl:]]'),
  -- by its contents
  kind text not null check (kind in ('png', 'jpeg', 'gif', 'webp', 'heic', 'pdf', 'zip', 'ole', 'text')),
  size_bytes integer not null check (size_bytes between 1 and 10485760),
  sha256 bytea not null check (length(sha256) = 32),
  -- held: the virus scanner has not passed it, and nobody can fetch it
  state text not null check (state in ('held', 'ready', 'refused')),
  -- what the scanner last answered, where it did not pass the file
  finding text check (length(finding) <= 200),
  content bytea check (length(content) = size_bytes),
  created_at timestamptz not null,
  scanned_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, request_id) references request on delete cascade,
  foreign key (client_id, comment_id) references request_comment on delete cascade,
  foreign key (client_id, note_id) references request_note on delete cascade,
  constraint request_file_belongs_to_one_text check (comment_id is null or note_id is null),
  constraint request_file_of_a_note_is_staffs check (note_id is null or by_staff),
  -- what a scanner found something in is not kept
  constraint request_file_kept_unless_refused check ((state = 'refused') = (content is null))
);
create index on request_file (client_id, request_id, created_at);
create index on request_file (client_id, comment_id) where comment_id is not null;
create index on request_file (client_id, note_id) where note_id is not null;
create unique index request_file_by_id on request_file (id);
call protect_staff_table('request_file');
-- No policy shows a client's role a file of an internal note.
create policy client_rows on request_file for select to tegoed_client using (client_id = app_client() and note_id is null);
create policy client_appends on request_file for insert to tegoed_client
  with check (client_id = app_client() and note_id is null and not by_staff);
grant select, insert on request_file to tegoed_app;
grant update (state, finding, content, scanned_at) on request_file to tegoed_app;

-- An open page hears that a file passed.
create function after_request_file_scan() returns trigger language plpgsql as $$
begin
  perform pg_notify('desk', case when new.note_id is null
    then json_build_object('client', new.client_id, 'request', new.request_id)
    else json_build_object('request', new.request_id) end::text);
  return null;
end $$;
create trigger after_request_file_scan after update on request_file for each row execute function after_request_file_scan();
