-- What other modules may read of the MSP's own record and of the e-mails in the outbox.
-- Each view runs with the rights and the row policies of the role that reads it.

create view msp_facts with (security_invoker = true) as
  select id, name, legal_name, country, vat_number, company_number, address_lines, email, phone, zone,
    locale, mfa_required, vies_down_policy, created_at, query_days,
    currency, sender_name, reply_to, colour_light, colour_dark, account_holder, iban, bic, logo_light, logo_dark,
    creditor_id
  from msp;
grant select on msp_facts to tegoed_app;

create view letter_facts with (security_invoker = true) as
  select id, client_id, key, recipient, locale, template, props, created_at, sent_at, tries, last_error
  from letter;
grant select on letter_facts to tegoed_app;

-- What signing in needs of the MSP's record: the role of the sign-in library may read no more.
create view msp_session_facts with (security_invoker = true) as
  select id, name, zone, mfa_required
  from msp;
grant select on msp_session_facts to tegoed_auth;
