import type { RequestHandler } from "express";

import { asSystem, pingDatabase } from "#app/platform/db.server.ts";
import { pendingMigrations } from "#app/platform/postgres/migrate.server.ts";
import { Prisma } from "#app/platform/generated/prisma/client.ts";

/** The process is alive. */
export const healthz: RequestHandler = (_req, res) => void res.type("text").send("ok");

type Readiness = Record<"database" | "migrations" | "queue", string>;
const keptMs = 1000;
let latest: { askedAt: number; answer: Promise<Readiness> } | undefined;

/** The process can serve: database reachable, migrated, queue present. 503 with the part that is not. One answer a second, however many ask. */
export const readyz: RequestHandler = (_req, res, next) => {
  if (!latest || performance.now() - latest.askedAt > keptMs)
    latest = { askedAt: performance.now(), answer: checks() };
  latest.answer.then(
    (result) => res.status(Object.values(result).every((value) => value === "ok") ? 200 : 503).json(result),
    next,
  );
};

async function checks(): Promise<Readiness> {
  const database = await within(
    2000,
    pingDatabase().then(
      () => "ok",
      () => "unreachable",
    ),
  );
  if (database !== "ok") return { database, migrations: "unknown", queue: "unknown" };
  const query = (text: string) =>
    asSystem((tx) => tx.$queryRaw<{ migration_name: string; checksum: string }[]>(Prisma.raw(text)));
  const [migrations, queue] = await Promise.all([
    within(
      2000,
      pendingMigrations(query).then(
        (pending) => (pending.length === 0 ? "ok" : `pending: ${pending.join(", ")}`),
        () => "unreadable",
      ),
    ),
    within(
      2000,
      query(
        "select 'x' as migration_name, 'y' as checksum where to_regprocedure('enqueue_job(text,json,text,timestamptz,text)') is not null",
      ).then(
        (rows) => (rows.length === 1 ? "ok" : "missing"),
        () => "missing",
      ),
    ),
  ]);
  return { database, migrations, queue };
}

function within(ms: number, answer: Promise<string>): Promise<string> {
  return Promise.race([
    answer,
    new Promise<string>((resolve) => setTimeout(resolve, ms, "no answer").unref()),
  ]);
}
