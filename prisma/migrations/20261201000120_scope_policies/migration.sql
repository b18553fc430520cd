-- Policies by role: with `using (true)` for staff and the system, their searches use text indexes, which a condition that isn't
-- leakproof keeps PostgreSQL from doing. tegoed_owner keeps a policy of its own on each table: the SECURITY DEFINER functions run as it.

-- Who asks: by the role that the transaction took. The setting counts for the owner alone (migrations, maintenance).
create or replace function app_scope() returns text language sql stable parallel safe as $$
  select case current_setting('role')
    when 'tegoed_client' then 'client' when 'tegoed_staff' then 'staff' when 'tegoed_system' then 'system'
    else current_setting('app.scope', true) end $$;

drop function if exists app_sees_client(uuid);

-- Puts a table with a client_id behind its policies: a client's own rows (read, or read and write), all rows for staff and the system.
create or replace procedure protect_client_table(p_table regclass, p_client_writes boolean) language plpgsql as $$
begin
  execute format('create policy client_rows on %s for %s to tegoed_client using (client_id = app_client())%s', p_table,
    case when p_client_writes then 'all' else 'select' end,
    case when p_client_writes then ' with check (client_id = app_client())' else '' end);
  call protect_staff_table(p_table);
end $$;

-- Puts a table that no client reads behind its policies: all rows for staff and the system.
create or replace procedure protect_staff_table(p_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format('create policy staff_rows on %s to tegoed_staff, tegoed_system using (true) with check (true)', p_table);
  execute format('create policy owner_rows on %s to tegoed_owner using (app_scope() in (''staff'', ''system'')%s)', p_table,
    case when exists (select from pg_attribute a where a.attrelid = p_table and a.attname = 'client_id' and not a.attisdropped)
      then ' or client_id = app_client()' else '' end);
end $$;

-- Every policy so far was for everybody, with the scope in its condition; the ledger's were for tegoed_app.
do $$
declare
  v_policy record;
begin
  for v_policy in
    select c.oid::regclass as tab, p.polname as name,
      coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as condition
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace and (p.polroles = '{0}' or p.polroles = array['tegoed_app'::regrole::oid])
  loop
    if v_policy.condition like '%app_scope()%' then
      execute format('drop policy %I on %s', v_policy.name, v_policy.tab);
    else
      execute format('alter policy %I on %s to tegoed_client', v_policy.name, v_policy.tab);
    end if;
  end loop;
end $$;

do $$
declare
  v_table regclass;
begin
  -- The ledger's tables keep the owner's policy that they have (act_rows), and are read alone.
  foreach v_table in array array['hour_account', 'hour_setting', 'hour_payment', 'hour_payment_state', 'hour_lot', 'hour_debt', 'hour_op', 'hour_transfer',
    'hour_move', 'topup_attempt']::regclass[] loop
    execute format('create policy staff_rows on %s for select to tegoed_staff, tegoed_system using (true)', v_table);
  end loop;
  -- What is appended is read and appended, whoever may change other rows.
  create policy staff_rows on audit_event for select to tegoed_staff, tegoed_system using (true);
  create policy staff_appends on audit_event for insert to tegoed_staff, tegoed_system with check (true);
  create policy owner_rows on audit_event for select to tegoed_owner using (app_scope() in ('staff', 'system') or client_id = app_client());
  create policy owner_appends on audit_event for insert to tegoed_owner with check (app_scope() in ('staff', 'system') or client_id = app_client());
  create policy client_rows on audit_chain to tegoed_client using (chain = app_client()) with check (chain = app_client());
  create policy staff_rows on audit_chain to tegoed_staff, tegoed_system using (true) with check (true);
  create policy owner_rows on audit_chain to tegoed_owner using (app_scope() in ('staff', 'system') or chain = app_client());
  -- Stripe's events are the system's alone.
  create policy system_rows on stripe_event to tegoed_system using (true) with check (true);
  create policy owner_rows on stripe_event to tegoed_owner using (app_scope() = 'system');
  create policy owner_rows on client to tegoed_owner using (app_scope() in ('staff', 'system') or id = app_client());
  create policy owner_rows on membership to tegoed_owner using (app_scope() in ('staff', 'system') or client_id = app_client() or client_id is null);
  create policy owner_rows on hour_block to tegoed_owner using (app_scope() in ('staff', 'system') or client_id = app_client() or client_id is null);
  create policy owner_rows on msp to tegoed_owner using (true);
  create policy auth_reads on msp for select to tegoed_auth using (true);
  create policy owner_rows on work_type to tegoed_owner using (true);
  foreach v_table in array array['client', 'membership', 'hour_block', 'msp', 'work_type']::regclass[] loop
    execute format('create policy staff_rows on %s to tegoed_staff, tegoed_system using (true) with check (true)', v_table);
  end loop;
  -- All others.
  for v_table in
    select c.oid::regclass from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid
        and p.polroles && array['tegoed_staff'::regrole::oid, 'tegoed_system'::regrole::oid])
      -- the sign-in library's own, and the counters, which next_number alone reaches
      and c.relname not in ('session', 'account', 'verification', 'two_factor', 'sign_in_throttle', 'counter')
  loop
    call protect_staff_table(v_table);
  end loop;
end $$;

-- A temporary table of the caller must not stand in for one of ours: pg_temp comes last.
do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proowner = 'tegoed_owner'::regrole
      and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%pg_temp')
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', v_function);
  end loop;
end $$;
