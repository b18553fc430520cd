import { createHash } from "node:crypto";

import {
  ledgerActor,
  refusedByLedger,
  type LedgerRefusal,
  creditHours,
  type Act,
} from "#app/hours/ledger.server.ts";
import {
  readImport,
  type ImportError,
  type ImportRow,
  type NamedLine,
} from "#app/hours/rules/import-rows.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { priceOfMinutes } from "#app/platform/money.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { searchKey } from "#app/platform/search-key.ts";
import { dayIn, endOfLastDay } from "#app/platform/zone.server.ts";

import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { appendImport } from "#app/hours/import/import-store.server.ts";
import { isImported, listCandidates, listUsedKeys, type Candidate } from "./import-store.server.ts";

type FoundRow = ImportRow & {
  clientId: string;
  clientName: string;
  zone: string;
  currency: string;
  priceMinor: number;
};
/** A row whose client was found; `known`: it was imported before, by its reference or else by its contents. Amounts without VAT in the client's currency. */
export type CheckedRow = FoundRow & { key: string; known: boolean };
/** What a file would do. */
export type ImportCheck = { rows: CheckedRow[]; errors: ImportError[]; digest: string };
export type ImportRefusal = LedgerRefusal | "has-errors";
export type Imported = { isNew: boolean; clients: number; minutes: number };

/** Works out what importing a file would do, with every error in it, without changing anything. */
export function checkImport(scope: StaffScope, text: string): Promise<ImportCheck> {
  return inScope(scope, (tx) => check(tx, text));
}

/** Imports opening balances: all new rows of the file or none, and each row once, also when it comes again in another file or place. */
export function importHours(
  scope: StaffScope,
  { key, text }: { key: string; text: string },
): Promise<Result<Imported, ImportRefusal>> {
  return refusedByLedger<Result<Imported, ImportRefusal>>(() =>
    inScope(scope, (tx) => bringIn(tx, scope, key, text), 60_000),
  );
}

async function bringIn(
  tx: Tx,
  scope: StaffScope,
  key: string,
  text: string,
): Promise<Result<Imported, ImportRefusal>> {
  const { rows, errors, digest } = await check(tx, text);
  if (errors.length > 0) return refuse("has-errors");
  const fresh = rows.filter((row) => !row.known);
  if (fresh.length === 0) return ok({ isNew: false, clients: 0, minutes: 0 });
  const at = now();
  const minutes = minutesOf(fresh);
  // A second import of the same contents waits here for the first.
  const written = await appendImport(tx, {
    key,
    digest,
    length: rows.length,
    minutes,
    userId: scope.userId,
    at,
  });
  // The form was used for other contents.
  if (written === 0 && !(await isImported(tx, digest))) return refuse("stale");
  if (written === 0) return ok({ isNew: false, clients: 0, minutes: 0 });
  const brought: Brought[] = [];
  // Accounts are locked in one order, whoever else locks several; another file at the same time may have brought a row just before.
  for (const row of [...fresh].sort((a, b) =>
    a.clientId < b.clientId ? -1 : a.clientId > b.clientId ? 1 : a.line - b.line,
  )) {
    const act = await credit(tx, scope, row, at);
    if (act.isNew) brought.push({ ...row, balanceMinutes: act.balanceMinutes });
  }
  return ok(await record(tx, scope, { key, brought, rows: rows.length }));
}

/** A row that was imported, and the client's balance after it in minutes. */
type Brought = CheckedRow & { balanceMinutes: number };

async function record(
  tx: Tx,
  scope: StaffScope,
  { key, brought, rows }: { key: string; brought: Brought[]; rows: number },
): Promise<Imported> {
  const clients = [...new Set(brought.map((row) => row.clientId))].sort();
  if (brought.length === 0) return { isNew: false, clients: 0, minutes: 0 };
  for (const clientId of clients) {
    const own = brought.filter((row) => row.clientId === clientId);
    await appendAudit(tx, scope, {
      action: "hours.imported",
      target: `client:${clientId}`,
      clientId,
      detail: { minutes: minutesOf(own), blocks: own.length, import: key },
    });
    await tell(tx, clientId, key, own);
  }
  await appendAudit(tx, scope, {
    action: "hours.file-imported",
    target: `import:${key}`,
    detail: { rows, clients: clients.length, minutes: minutesOf(brought) },
  });
  return { isNew: true, clients: clients.length, minutes: minutesOf(brought) };
}

/** To those of a client who may buy and have access: the hours that they had elsewhere are here now. */
function tell(tx: Tx, clientId: string, key: string, own: Brought[]): Promise<void> {
  const [last, ...others] = new Set(own.map((row) => row.validUntil));
  return notifyBuyers(tx, clientId, `import:${key}`, (common) => ({
    template: "hours-granted",
    props: {
      ...common,
      imported: true,
      minutes: minutesOf(own),
      reason: own
        .map((row) => row.reference)
        .filter(Boolean)
        .join(", "),
      balanceMinutes: own.at(-1)?.balanceMinutes ?? 0,
      url: `${env().origin}/hours?view=ledger`,
      ...(others.length === 0 ? { lastDay: last } : {}),
    },
  }));
}

const minutesOf = (rows: readonly { minutes: number }[]): number =>
  rows.reduce((sum, row) => sum + row.minutes, 0);

function credit(tx: Tx, scope: StaffScope, row: CheckedRow, at: Date): Promise<Act> {
  return creditHours(tx, {
    clientId: row.clientId,
    source: "import",
    minutes: row.minutes,
    priceMinor: row.priceMinor,
    currency: row.currency,
    expiresAt: row.validUntil === null ? null : endOfLastDay(row.zone, row.validUntil, at),
    at,
    actor: ledgerActor(scope),
    reason: row.reference || null,
    key: row.key,
  });
}

/** What makes a row the same one in another file: its reference, or else its contents and its number among its client's rows with these contents. */
function withKeys(rows: FoundRow[]): (FoundRow & { key: string })[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (row.reference !== "") return { ...row, key: `import:ref:${row.reference}` };
    const contents = digestOf([row]);
    const count = (seen.get(contents) ?? 0) + 1;
    seen.set(contents, count);
    return { ...row, key: `import:row:${contents.slice(0, 32)}:${count}` };
  });
}

async function check(tx: Tx, text: string): Promise<ImportCheck> {
  const { rows, broken, errors } = readImport(text);
  const candidates = await listCandidates(tx, [
    ...new Set([...rows, ...broken].map((row) => searchKey(row.client))),
  ]);
  const found = rows.map((row) => find(row, candidates));
  const matched = withKeys(found.flatMap((one) => ("row" in one ? [one.row] : [])));
  const used = await listUsedKeys(tx, matched);
  const digest = digestOf(matched);
  const already = await isImported(tx, digest);
  const opOf = (row: { clientId: string; key: string }) =>
    used.find((op) => op.clientId === row.clientId && op.key === row.key);
  const checked = matched.map((row): CheckedRow => ({ ...row, known: already || opOf(row) !== undefined }));
  const differing = checked.filter((row) => {
    const op = opOf(row);
    return op !== undefined && (op.minutes !== row.minutes || op.priceMinor !== row.priceMinor);
  });
  const all: ImportError[] = [
    ...errors,
    ...found.flatMap((one) => ("errors" in one ? one.errors : [])),
    ...broken.filter((line) => line.client !== "").flatMap((line) => faultsOf(line, candidates).errors),
    ...differing.map((row): ImportError => ({
      line: row.line,
      problem: "reference-used",
      value: row.reference,
    })),
    ...twice(checked),
  ];
  return { rows: checked, errors: all.sort((a, b) => a.line - b.line), digest };
}

/** One reference of one client who is named in two ways. */
function twice(rows: CheckedRow[]): ImportError[] {
  const isSame = (a: CheckedRow, b: CheckedRow): boolean =>
    a.clientId === b.clientId && a.reference === b.reference && searchKey(a.client) !== searchKey(b.client);
  return rows.flatMap((row, index) =>
    row.reference !== "" && rows.slice(0, index).some((earlier) => isSame(earlier, row))
      ? [{ line: row.line, problem: "reference-twice" as const, value: row.reference }]
      : [],
  );
}

function find(row: ImportRow, candidates: Candidate[]): { row: FoundRow } | { errors: ImportError[] } {
  const { client, errors } = faultsOf(row, candidates);
  if (!client || errors.length > 0) return { errors };
  const priceMinor = row.pricePerHourMinor === null ? 0 : priceOfMinutes(row.minutes, row.pricePerHourMinor);
  return {
    row: {
      ...row,
      clientId: client.id,
      clientName: client.name,
      zone: client.zone,
      currency: client.currency,
      priceMinor,
    },
  };
}

/** The client that a line names, and the errors in that. */
function faultsOf(
  line: NamedLine,
  candidates: Candidate[],
): { client: Candidate | null; errors: ImportError[] } {
  const [client, ...others] = clientsCalled(line.client, candidates);
  const error = (problem: ImportError["problem"], value: string): ImportError => ({
    line: line.line,
    problem,
    value,
  });
  if (!client) return { client: null, errors: [error("client-unknown", line.client)] };
  if (others.length > 0) return { client: null, errors: [error("client-ambiguous", line.client)] };
  const passed = line.validUntil !== null && line.validUntil < dayIn(client.zone, now());
  return {
    client,
    errors: [
      ...(client.frozen ? [error("account-frozen", line.client)] : []),
      ...(passed ? [error("day-passed", line.validUntil ?? "")] : []),
    ],
  };
}

/** The clients with a name (whatever its case) or id. Where several names differ in accents alone, those written exactly so. */
function clientsCalled(name: string, candidates: Candidate[]): Candidate[] {
  const key = searchKey(name);
  const alike = candidates.filter((one) => one.id === key || searchKey(one.name) === key);
  const accented = (text: string): string => text.toLowerCase().normalize("NFC");
  const same = alike.filter((one) => accented(one.name) === accented(name));
  return same.length > 0 ? same : alike;
}

function digestOf(rows: FoundRow[]): string {
  return createHash("sha256")
    .update(
      JSON.stringify(
        rows.map((row) => [row.clientId, row.minutes, row.priceMinor, row.validUntil, row.reference]),
      ),
    )
    .digest("hex");
}
