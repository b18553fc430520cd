import pg from "pg";

/** The roles that web and worker take: one a scope, the sign-in library's, and the queue's. */
const roles = ["tegoed_client", "tegoed_staff", "tegoed_system", "tegoed_auth", "tegoed_worker"] as const;

/** What is wrong with a login that web and worker would use. */
export type LoginProblem = "superuser" | "owner" | "no-roles" | "not-migrated";

/** The same database for another login. */
export function withLogin(url: string, login: { user: string; password: string }): string {
  const address = new URL(url);
  address.username = encodeURIComponent(login.user);
  address.password = encodeURIComponent(login.password);
  return address.href;
}

/**
 * Makes the login that `appUrl` names, where it is missing, and lets it take the roles of a scope; safe to repeat. A login that is there keeps its
 * password unless `setPassword` asks for the URL's. Throws an Error in words where the login could do more than it should.
 */
export async function ensureAppLogin(
  migrateUrl: string,
  appUrl: string,
  { setPassword = false } = {},
): Promise<void> {
  const [user, password] = [new URL(appUrl).username, new URL(appUrl).password].map(decodeURIComponent);
  if (!user) throw new Error("DATABASE_URL names no login.");
  if (user === decodeURIComponent(new URL(migrateUrl).username))
    throw new Error(
      `DATABASE_URL and MIGRATE_DATABASE_URL name the same login ${user}. Web and worker need one of their own, which db:migrate makes.`,
    );
  const client = new pg.Client({ connectionString: migrateUrl });
  await client.connect();
  try {
    const name = client.escapeIdentifier(user);
    const secret = password ? ` password ${client.escapeLiteral(password)}` : "";
    const made = await client
      .query(`create role ${name} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls${secret}`)
      .then(() => true)
      .catch((error: { code?: string }) => {
        if (error.code !== "42710" && error.code !== "23505") throw error;
        return false;
      });
    if (!made && setPassword && secret) await client.query(`alter role ${name}${secret}`);
    await client.query(`grant ${roles.join(", ")} to ${name}`);
    const problem = await findLoginProblem((text, values) => client.query(text, values), user);
    if (problem) throw new Error(loginProblemWords(user, problem));
  } finally {
    await client.end();
  }
}

/** What to do before the first start, and after an upgrade. */
export const migrateFirst =
  "The database is not migrated to this version yet. Migrate first: npm run db:migrate, with MIGRATE_DATABASE_URL set. Then start again.";

type Ask = (text: string, values: unknown[]) => Promise<{ rows: { problem: LoginProblem | null }[] }>;

/** Tells what is wrong with a login of this database; null for one that owns nothing and can take the roles of a scope only. */
export async function findLoginProblem(ask: Ask, login: string): Promise<LoginProblem | null> {
  const known = await ask("select null as problem from pg_roles where rolname = any($1)", [[...roles]]);
  if (known.rows.length < roles.length) return "not-migrated";
  const { rows } = await ask(
    `select case
       when r.rolsuper or r.rolbypassrls or r.rolcreaterole then 'superuser'
       when pg_has_role(r.oid, 'tegoed_owner', 'member')
         or pg_has_role(r.oid, (select datdba from pg_database where datname = current_database()), 'member')
         or exists (select from pg_class c where c.relowner = r.oid and c.relnamespace in ('public'::regnamespace, to_regnamespace('graphile_worker')))
         then 'owner'
       when not (${roles.map((role) => `pg_has_role(r.oid, '${role}', 'member')`).join(" and ")}) then 'no-roles'
     end as problem
     from pg_roles r where r.rolname = $1`,
    [login],
  );
  return rows[0] ? rows[0].problem : "no-roles";
}

/** The sentence that says what is wrong with a login, and what to do. */
export function loginProblemWords(login: string, problem: LoginProblem): string {
  if (problem === "not-migrated") return migrateFirst;
  const what = {
    superuser: `may bypass row-level security or make roles`,
    owner: `owns tables, or may act as their owner`,
    "no-roles": `may not take the roles of the application`,
  }[problem];
  return `The login ${login} of DATABASE_URL ${what}. Name the login that migrates in MIGRATE_DATABASE_URL and another one in DATABASE_URL, and run npm run db:migrate: it makes that one.`;
}
