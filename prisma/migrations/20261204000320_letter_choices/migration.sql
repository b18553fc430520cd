-- The e-mails about requests that a person does not want. Those that concern approvals and security are none of these kinds.
alter table "user" add column muted_letters text[] not null default '{}'
  check (muted_letters <@ array['answers', 'done', 'times']);
grant select (muted_letters), update (muted_letters) on "user" to tegoed_app;
