-- What other modules may read of people and of their access.
-- Each view runs with the rights and the row policies of the role that reads it.

create view user_facts with (security_invoker = true) as
  select id, name, email, locale, theme, two_factor_enabled, created_at, muted_letters
  from "user";
grant select on user_facts to tegoed_app;

create view membership_facts with (security_invoker = true) as
  select id, user_id, client_id, role, created_at, ended_at
  from membership;
grant select on membership_facts to tegoed_app;
