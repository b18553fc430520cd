-- What other modules may read of proposals; never what they cost the MSP.
-- Each view runs with the rights and the row policies of the role that reads it.

-- Proposals that were sent.
create view proposal_facts with (security_invoker = true) as
  select p.client_id, p.id, p.name, p.state, p.state_at, p.payment from proposal p
  where exists (select from proposal_version v where v.client_id = p.client_id and v.proposal_id = p.id and v.sent_at is not null);
grant select on proposal_facts to tegoed_app;
