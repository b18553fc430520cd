-- Which amount on a month is what a conversion credits: finance can't take it away.
alter table contract_adjustment add column of_conversion boolean not null default false;
select set_config('app.scope', 'system', true);
update contract_adjustment a set of_conversion = true
  from proposal p where p.client_id = a.client_id and p.state = 'active' and p.credited_minor > 0
    and a.id = (select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-8' || substr(h, 14, 3) || '-8' || substr(h, 18, 3) || '-' || substr(h, 21, 12))::uuid
      from encode(sha256(convert_to('convert-credit:' || p.id, 'UTF8')), 'hex') h);

-- What was written of a month stands: it can be taken back, once, and moves on, but says nothing else afterwards.
create function keep_month_facts() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - tg_argv[0]::text[] is distinct from to_jsonb(old) - tg_argv[0]::text[] then
    raise exception 'A row of % can''t change', tg_table_name using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_contract_adjustment before update on contract_adjustment for each row execute function keep_month_facts('{withdrawn_at}');
create trigger keep_contract_credit before update on contract_credit for each row execute function keep_month_facts('{withdrawn_at}');
create trigger keep_contract_job before update on contract_job for each row execute function keep_month_facts('{withdrawn_at}');
create trigger keep_month_credit_note before update on month_credit_note for each row
  execute function keep_month_facts('{state,attempt,failure,stripe_credit_note,number,pdf,updated_at}');
