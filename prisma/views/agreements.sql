-- What other modules may read of agreements.
-- Each view runs with the rights and the row policies of the role that reads it.

create view agreement_facts with (security_invoker = true) as
  select client_id, id, number, kind, subject_kind, subject_id, state, document->>'title' as title, created_at, closed_at, expires_at
  from agreement;
grant select on agreement_facts to tegoed_app;

-- Who has still to sign an open agreement now: those of the lowest position that waits.
create view agreement_turn_facts with (security_invoker = true) as
  select s.client_id, s.agreement_id, s.user_id, s.side
  from agreement_signer s join agreement a on a.client_id = s.client_id and a.id = s.agreement_id
  where a.state = 'open' and s.state = 'waiting' and not exists (
    select from agreement_signer o where o.client_id = s.client_id and o.agreement_id = s.agreement_id
      and o.state = 'waiting' and o.position < s.position);
grant select on agreement_turn_facts to tegoed_app;
