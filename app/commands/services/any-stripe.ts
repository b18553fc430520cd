import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { SetupProblem } from "#app/platform/setup-problem.js";
import { startEmulator } from "#test/emulator/start-emulator.ts";

const folder = path.resolve(process.env["TEGOED_DATA"] ?? ".data");

/** Runs with the settings of STRIPE_SECRET_KEY's Stripe, else of the demo's offline one: the one that runs, or one that starts just for this. */
export async function withStripe<T>(databaseUrl: string, run: () => Promise<T>): Promise<T> {
  Object.assign(process.env, { DATABASE_URL: databaseUrl, LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" });
  if (process.env["STRIPE_SECRET_KEY"]) return run();
  const stateFile = path.join(folder, "stripe.json");
  if (!existsSync(stateFile))
    throw new SetupProblem(
      "There is no Stripe to compare with. Name one in STRIPE_SECRET_KEY, or start the demo once.",
    );
  const port = await readFile(path.join(folder, "stripe-port"), "utf8").catch(() => "");
  const running = `http://127.0.0.1:${port.trim()}`;
  const answers =
    port !== "" &&
    (await fetch(`${running}/v1`).then(
      () => true,
      () => false,
    ));
  const own = answers ? null : await startEmulator({ stateFile });
  Object.assign(process.env, { STRIPE_SECRET_KEY: "sk_test_emulator", STRIPE_API_BASE: own?.url ?? running });
  return run().finally(() => own?.close());
}
