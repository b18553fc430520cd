-- How far each chain of the audit log has been proved: what came later is proved from there, so that a look at the log costs what is new.
create table audit_proof (
  chain uuid primary key references audit_chain,
  seq bigint not null,
  hash bytea not null,
  broken_seq bigint,
  defect text,
  whole_at timestamptz,
  check ((broken_seq is null) = (defect is null))
);
alter table audit_proof enable row level security;
alter table audit_proof force row level security;
create policy proof_rows on audit_proof using (app_scope() in ('staff', 'system')) with check (app_scope() in ('staff', 'system'));
grant select on audit_proof to tegoed_app;

-- Proves up to p_most new events of each chain (null: all events from the first) and writes down how far it came. A chain once found broken stays so until all of it is proved again.
create function audit_prove(p_most bigint) returns table (chain uuid, seq bigint, defect text)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
begin
  if app_scope() not in ('staff', 'system') then return; end if;
  -- One statement, so one snapshot: events that are appended meanwhile are the next look's.
  with due as (
    select c.chain, c.seq as head, c.last_hash, s.seq as since, s.hash as since_hash, least(c.seq, s.seq + coalesce(p_most, c.seq)) as until
    from audit_chain c
    left join audit_proof p on p.chain = c.chain and p_most is not null
    cross join lateral (select coalesce(p.seq, 0) as seq, coalesce(p.hash, '\x'::bytea) as hash) s
    where p.chain is null or (p.broken_seq is null and (p.seq, p.hash) is distinct from (c.seq, c.last_hash))),
  linked as (
    select d.chain, d.since, e as event, lag(e.hash, 1, d.since_hash) over w as previous, row_number() over w as place
    from due d join audit_event e on e.chain = d.chain and e.seq > d.since and (e.seq <= d.until or d.until = d.head)
    window w as (partition by e.chain order by e.seq)),
  reached as (
    select d.chain, d.head, d.last_hash, d.since, d.since_hash, d.until,
      (select count(*) from linked l where l.chain = d.chain) as events,
      coalesce((select e.hash from audit_event e where e.chain = d.chain and e.seq = d.until), '\x'::bytea) as hash
    from due d),
  found as (
    select l.chain, (l.event).seq as seq, 'hash' as defect from linked l where (l.event).hash <> audit_hash(l.previous, l.event)
    union all select l.chain, (l.event).seq, 'gap' from linked l where (l.event).seq <> l.since + l.place
    union all select r.chain, r.since, 'hash' from reached r
      where r.since > 0 and not exists (select from audit_event e where e.chain = r.chain and e.seq = r.since and e.hash = r.since_hash)
    union all select r.chain, r.head, 'head' from reached r
      where r.until = r.head and (r.events <> r.head - r.since or r.hash <> r.last_hash)),
  first_found as (select distinct on (chain) chain, seq, defect from found order by chain, seq, defect)
  insert into audit_proof as p (chain, seq, hash, broken_seq, defect, whole_at)
  select r.chain, case when f.chain is null then r.until else r.since end, case when f.chain is null then r.hash else r.since_hash end,
    f.seq, f.defect, case when p_most is null then now() end
  from reached r left join first_found f on f.chain = r.chain order by r.chain
  on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash, broken_seq = excluded.broken_seq, defect = excluded.defect,
    whole_at = coalesce(excluded.whole_at, p.whole_at)
    -- Two looks at once: the one that came further counts.
    where p_most is null or excluded.seq >= p.seq;
  return query select p.chain, p.broken_seq, p.defect from audit_proof p where p.broken_seq is not null order by 1;
end $$;
revoke execute on function audit_prove from public;
grant execute on function audit_prove to tegoed_app;
