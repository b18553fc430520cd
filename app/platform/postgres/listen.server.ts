import pg from "pg";

import { env } from "#app/platform/env.server.ts";
import { sessionOptions } from "#app/platform/postgres/session-options.ts";

/**
 * Hears what is notified on a channel, over a connection of its own, until `stopped` settles or the connection is lost. `begun` is called
 * once it listens: what was notified before that moment was not heard. Throws where the connection can't be made.
 */
export async function listenOn(
  channel: string,
  { begun, heard, stopped }: { begun: () => void; heard: (payload: string) => void; stopped: Promise<void> },
): Promise<void> {
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    options: sessionOptions(),
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  try {
    await client.connect();
    client.on("notification", ({ payload }) => heard(payload ?? ""));
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    begun();
    await Promise.race([lost, stopped]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
