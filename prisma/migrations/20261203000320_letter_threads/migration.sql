-- What the e-mails of one conversation have in common: each refers to it, so that a mailbox shows them together.
alter table letter add column thread text check (thread ~ '^[a-z0-9.-]+$');
