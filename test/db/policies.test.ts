import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
beforeAll(() => client.connect());
afterAll(() => client.end());

const column = async (text: string): Promise<string[]> =>
  (await client.query<{ name: string }>(text)).rows.map((row) => row.name);

test("every table has row-level security, forced, and at least one policy", async () => {
  const bare = await column(`
    select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations'
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`);
  expect(bare).toEqual([]);
});

test("every table with a client_id shows a client its own rows only", async () => {
  const open = await column(`
    select distinct c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
    join pg_policy p on p.polrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and p.polcmd in ('r', '*')
      and pg_get_expr(p.polqual, p.polrelid) !~ 'app_client\\(\\)|app\\.client_id|app_scope\\(\\)|app\\.scope|app_sees_client'
      and not (p.polroles <> '{0}')`);
  expect(open).toEqual([]);
});

test("everything belongs to a role that can't log in, can't bypass policies and is no superuser", async () => {
  const roles =
    await column(`select rolname as name from pg_roles where rolname in ('tegoed_owner', 'tegoed_app', 'tegoed_auth')
    and not rolcanlogin and not rolbypassrls and not rolsuper order by 1`);
  expect(roles).toEqual(["tegoed_app", "tegoed_auth", "tegoed_owner"]);
  const foreign = await column(`select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner
    where c.relkind in ('r', 'v') and c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations' and r.rolname <> 'tegoed_owner'`);
  expect(foreign).toEqual([]);
});

test("views read with the rights of who asks", async () => {
  const views =
    await column(`select relname as name from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
    and not coalesce(reloptions @> '{security_invoker=true}', false)`);
  expect(views).toEqual([]);
});

test("functions that run as their owner pin their search path and are not for everybody", async () => {
  const loose =
    await column(`select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    and (not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')
      or has_function_privilege('public', p.oid, 'execute'))`);
  expect(loose).toEqual([]);
});

test.each(["session", "account", "verification", "two_factor", "sign_in_throttle"])(
  "the application's role can't read %s",
  async (table) => {
    await client.query("begin");
    await client.query("set local role tegoed_app");
    await expect(client.query(`select * from "${table}"`)).rejects.toThrow(/permission denied/);
    await client.query("rollback");
  },
);

test("no foreign key between tables of clients leaves the client out", async () => {
  const loose = await column(`
    select con.conrelid::regclass || ' -> ' || con.confrelid::regclass as name from pg_constraint con
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace and con.confrelid <> 'client'::regclass
      and exists (select from pg_attribute a where a.attrelid = con.conrelid and a.attname = 'client_id')
      and exists (select from pg_attribute a where a.attrelid = con.confrelid and a.attname = 'client_id' and a.attnotnull)
      and not exists (select from unnest(con.conkey) k join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k where a.attname = 'client_id')`);
  expect(loose).toEqual([]);
});
