import pg from "pg";

import { expect } from "vitest";

import type { TestApp } from "#test/setup/test-app.ts";
import type { Visitor } from "#test/setup/visitor.ts";

const fieldOf = (page: string, name: string): string => {
  const tag = [...page.matchAll(/<input[^>]*>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`name="${name}"`));
  return /value="([^"]*)"/.exec(tag ?? "")?.[1] ?? "";
};

/** The form of step 2, filled in: a ten-hour block and the agreement. */
export async function filledTerms(buyer: Visitor): Promise<Record<string, string>> {
  const block = fieldOf(await (await buyer.get("/buy")).text(), "block");
  const terms = await (await buyer.get(`/buy/terms?block=${block}`)).text();
  return {
    formKey: fieldOf(terms, "formKey"),
    block: fieldOf(terms, "block"),
    seen: fieldOf(terms, "seen"),
    agree: "on",
  };
}

/** Orders a ten-hour block and opens its checkout; the address of Stripe's page. */
export async function toCheckout(buyer: Visitor): Promise<string> {
  const response = await buyer.post("/buy/terms", await filledTerms(buyer));
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
}

/** Does on Stripe's page what a person would; the address to which it leads back, if it does. */
export async function atStripe(checkout: string, method: string, outcome = "pay"): Promise<string | null> {
  const response = await fetch(checkout, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ method, outcome }),
  });
  return response.headers.get("location");
}

export type Records = {
  /** What the ledger says of Bakkerij Jansen: available minutes, purchased lots, letters about them, paid orders. */
  count: () => Promise<{ available: number; lots: number; letters: number; paid: number }>;
  rows: (text: string) => Promise<Record<string, unknown>[]>;
  /** Holds up whoever would write to a table, until it is released. */
  lock: (table: string) => Promise<() => Promise<void>>;
  close: () => Promise<void>;
};

/** Opens a connection that reads the ledger; reconnects when the server went away. */
export function openRecords(app: TestApp): Records {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 2 });
  pool.on("error", () => undefined);
  const rows = async (text: string): Promise<Record<string, unknown>[]> =>
    (await pool.query<Record<string, unknown>>(text)).rows;
  const lock = async (table: string): Promise<() => Promise<void>> => {
    const holder = await pool.connect();
    await holder.query(`begin; lock table ${table} in share row exclusive mode`);
    return async () => {
      await holder.query("rollback");
      holder.release();
    };
  };
  const ours = "(select id from client where name = 'Bakkerij Jansen')";
  return {
    rows,
    lock,
    count: async () => {
      const [row] =
        await rows(`select (select available_minutes from hour_account where client_id = ${ours}) as available,
        (select count(*)::int from hour_lot where client_id = ${ours} and source = 'purchase') as lots,
        (select count(*)::int from letter where client_id = ${ours} and template = 'hours-bought') as letters,
        (select count(*)::int from block_order where client_id = ${ours} and state = 'paid') as paid`);
      return {
        available: Number(row?.["available"]),
        lots: Number(row?.["lots"]),
        letters: Number(row?.["letters"]),
        paid: Number(row?.["paid"]),
      };
    },
    close: () => pool.end(),
  };
}
