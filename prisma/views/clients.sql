-- What other modules may read of the clients' records.
-- Each view runs with the rights and the row policies of the role that reads it.

create view client_facts with (security_invoker = true) as
  select id, name, legal_name, kind, country, zone, locale, currency, address_line, postal_code, city,
    billing_email, vat_number, vat_status, vat_checked_at, vat_consultation, stripe_customer_id,
    created_at, ended_at
  from client;
grant select on client_facts to tegoed_app;

-- What signing in needs of a client: the role of the sign-in library may read no more.
create view client_session_facts with (security_invoker = true) as
  select id, name, zone, ended_at
  from client;
grant select on client_session_facts to tegoed_auth;
