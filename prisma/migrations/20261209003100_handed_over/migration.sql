-- When a colleague gave a request to who has it now; empty again once anything is done with it.
alter table request
  add column handed_at timestamptz,
  add constraint request_handed_to_somebody check (handed_at is null or assignee_id is not null);

-- Two more kinds of e-mail that a person may do without: how one's requests go on, and requests that a colleague handed over.
alter table "user" drop constraint user_muted_letters_check;
alter table "user" add constraint user_muted_letters_check
  check (muted_letters <@ array['answers', 'done', 'progress', 'times', 'assigned']);
