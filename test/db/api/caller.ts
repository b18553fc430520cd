import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";

import express from "express";

import { apiDocument, apiHandler } from "#app/api/handler.server.ts";
import { makeKey } from "#app/api/keys/make-key.server.ts";
import { apiScopes, type ApiScope } from "#app/api/scopes.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inContext } from "#app/platform/web/fences.server.ts";

export type Called = { status: number; headers: Headers; body: unknown };
export type Options = {
  key?: string | null;
  idem?: string | null;
  /** Sent as it is, where it is a text. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** The API on a port of its own, and a caller with a key for everything. */
export async function startApi(owner: StaffScope) {
  const app = express();
  app.set("query parser", false);
  app.use(inContext);
  app.get("/api/openapi.json", apiDocument);
  app.use("/api/v1", apiHandler);
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const wholeKey = await newKey(owner);
  return {
    url: `http://127.0.0.1:${port}`,
    key: wholeKey,
    call: async (
      method: string,
      path: string,
      { key = wholeKey, idem = randomUUID(), body, headers = {} }: Options = {},
    ): Promise<Called> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(idem && method === "POST" ? { "idempotency-key": idem } : {}),
          ...(method === "POST" ? { "content-type": "application/json" } : {}),
          ...headers,
        },
        ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      const read: unknown = text === "" ? null : JSON.parse(text);
      return { status: response.status, headers: response.headers, body: read };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
export type Api = Awaited<ReturnType<typeof startApi>>;

/** A key with these scopes that acts as a person of the MSP, or as its owner. */
export async function newKey(
  owner: StaffScope,
  {
    scopes = apiScopes,
    actsAs = owner.userId,
    days = null,
    id = randomUUID(),
  }: Partial<{
    scopes: readonly ApiScope[];
    actsAs: string;
    days: number | null;
    id: string;
  }> = {},
): Promise<string> {
  const made = await makeKey(owner, { id, name: "PSA", scopes, actsAs, days });
  if (!made.ok) throw new Error(made.refusal);
  return made.value;
}
