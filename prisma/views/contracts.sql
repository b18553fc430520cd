-- What other modules may read of contracts; never what they cost the MSP.
-- Each view runs with the rights and the row policies of the role that reads it.

-- A contract with the day on which it ends: the earliest of its own, as its latest terms say it, that of a notice and those of what else ends it.
create view contract_facts with (security_invoker = true) as
  select k.client_id, k.id, k.name, k.kind, k.currency, k.starts_on,
    least(case when t.id is null then k.ends_on when t.ends_with_term then t.term_ends_on end, n.ends_on, e.last_on) as ends_on
  from contract k
    left join lateral (select id, term_ends_on, ends_with_term from contract_term x
      where x.client_id = k.client_id and x.contract_id = k.id and x.withdrawn_at is null order by counts_from desc limit 1) t on true
    left join contract_notice n on n.client_id = k.client_id and n.contract_id = k.id
    left join (select client_id, contract_id, min(last_on) as last_on from contract_end where undone_at is null group by client_id, contract_id) e
      on e.client_id = k.client_id and e.contract_id = k.id;
grant select on contract_facts to tegoed_app;

-- What a completed request costs and was not taken back: once on its first day, or each month from that day to its last.
create view charge_facts with (security_invoker = true) as
  select client_id, id, request_id, part, currency, amount_minor, starts_on, ends_on from contract_charge where withdrawn_at is null;
grant select on charge_facts to tegoed_app;
