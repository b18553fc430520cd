-- What other modules may read of proposals; never what they cost the MSP.
-- Each view runs with the rights and the row policies of the role that reads it.

-- Proposals that were sent.
create view proposal_facts with (security_invoker = true) as
  select p.client_id, p.id, p.name, p.state, p.state_at, p.payment from proposal p
  where exists (select from proposal_version v where v.client_id = p.client_id and v.proposal_id = p.id and v.sent_at is not null);
grant select on proposal_facts to tegoed_app;

-- Clients that were asked to go through the checklist before a contract, and how many of its points they have confirmed.
create view readiness_ask_facts with (security_invoker = true) as
  select a.client_id, a.asked_at,
    (select count(*)::int from readiness_mark m where m.client_id = a.client_id and m.side = 'client') as confirmed
  from readiness_ask a;
grant select on readiness_ask_facts to tegoed_app;
