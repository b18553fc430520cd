import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
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

test("every policy names the roles that it is for, and none takes rows away from another", async () => {
  const loose = await column(`
    select p.polrelid::regclass || ' ' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace and (not p.polpermissive or p.polroles = '{0}' or not p.polroles <@ array[
      'tegoed_client'::regrole, 'tegoed_staff'::regrole, 'tegoed_system'::regrole, 'tegoed_auth'::regrole, 'tegoed_owner'::regrole]::oid[])`);
  expect(loose).toEqual([]);
});

test("staff and the system read by `using (true)`, or a search could use no text index", async () => {
  const conditional = await column(`
    select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and c.relname not in ('session', 'account', 'verification', 'two_factor', 'sign_in_throttle', 'counter', 'stripe_event')
      and exists (select from unnest(array['tegoed_staff', 'tegoed_system']::regrole[]) who where not exists (
        select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*') and who = any (p.polroles)
          and pg_get_expr(p.polqual, p.polrelid) = 'true'))`);
  expect(conditional).toEqual([]);
});

test("every table with a client_id shows a client its own rows only", async () => {
  const open = await column(`
    select distinct c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
    join pg_policy p on p.polrelid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and p.polcmd in ('r', '*') and 'tegoed_client'::regrole = any (p.polroles)
      and pg_get_expr(p.polqual, p.polrelid) !~ 'app_client\\(\\)|app\\.client_id'`);
  expect(open).toEqual([]);
});

const roles = ["app", "auth", "client", "owner", "staff", "system", "worker"].map((name) => `tegoed_${name}`);

test("everything belongs to a role that can't log in, can't bypass policies and is no superuser", async () => {
  const found = await column(`select rolname as name from pg_roles where rolname = any ('{${roles.join()}}')
    and not rolcanlogin and not rolbypassrls and not rolsuper order by 1`);
  expect(found).toEqual(roles);
  const foreign = await column(`select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner
    where c.relkind in ('r', 'v', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations' and r.rolname <> 'tegoed_owner'`);
  expect(foreign).toEqual([]);
});

describe("the login of web and worker", () => {
  const login = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  beforeAll(() => login.connect());
  afterAll(() => login.end());

  test("owns nothing and may take no other role", async () => {
    const { rows } = await login.query<{ name: string }>(
      "select rolname as name from pg_roles r where pg_has_role(session_user, r.oid, 'member') and rolname <> session_user order by 1",
    );
    // tegoed_app holds what the scopes have in common: no policy names it, so it sees no row
    expect(rows.map((row) => row.name)).toEqual(roles.filter((name) => name !== "tegoed_owner"));
    const owned = await login.query("select from pg_class where relowner = session_user::regrole");
    expect(owned.rowCount).toBe(0);
  });

  test.each([
    "select * from client",
    "select * from hour_account",
    "select next_number('request')",
    "select enqueue_job('x', '{}')",
    "select * from graphile_worker._private_jobs",
    "set role tegoed_owner",
    "create table mine (id integer)",
    "create function mine() returns integer language sql as 'select 1'",
  ])("without a role it can't %s", async (text) => {
    await expect(login.query(text)).rejects.toMatchObject({ code: "42501" });
  });

  test("is refused at the start when it may do more", async () => {
    const { findLoginProblem } = await import("#app/platform/postgres/app-login.server.ts");
    const problem = async (name: string) =>
      findLoginProblem((text, values) => client.query(text, values), name);
    const own = (await login.query<{ name: string }>("select session_user as name")).rows[0]?.name ?? "";
    expect(await problem(own)).toBeNull();
    await client.query("begin");
    await client.query(`grant tegoed_owner to ${own}`);
    expect(await problem(own)).toBe("owner");
    await client.query("rollback");
    await client.query("begin");
    await client.query(`revoke tegoed_staff from ${own}`);
    expect(await problem(own)).toBe("no-roles");
    await client.query("rollback");
    expect(await problem((await column("select session_user as name"))[0] ?? "")).toBe("superuser");
  });
});

test("views read with the rights of who asks", async () => {
  const views =
    await column(`select relname as name from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
    and not coalesce(reloptions @> '{security_invoker=true}', false)`);
  expect(views).toEqual([]);
});

test("functions that run as their owner pin their search path, pg_temp last, and are not for everybody", async () => {
  const loose =
    await column(`select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    and (not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=.*, ?pg_temp$')
      or has_function_privilege('public', p.oid, 'execute'))`);
  expect(loose).toEqual([]);
});

test("a temporary table doesn't stand in for a table of a function that runs as its owner", async () => {
  await client.query("begin");
  await client.query("set local role tegoed_system");
  await client.query("create temporary table counter (name text, value bigint)");
  await client.query("insert into counter values ('request', 41)");
  await client.query("grant all on counter to public");
  const { rows } = await client.query<{ next: string }>("select next_number('request') as next");
  await client.query("rollback");
  expect(Number(rows[0]?.next)).toBeGreaterThan(1000);
});

test.each(["session", "account", "verification", "two_factor", "sign_in_throttle"])(
  "the application's role can't read %s",
  async (table) => {
    await client.query("begin");
    await client.query("set local role tegoed_system");
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
