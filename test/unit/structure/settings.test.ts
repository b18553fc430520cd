import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { subscribedEvents } from "#app/billing/subscribed-events.ts";

const read = (file: string): string => readFileSync(file, "utf8");

/** The settings of the application, as its schema names them. */
const settings = [...read("app/platform/env.server.ts").matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map(
  ([, name = ""]) => name,
);
const documented = [...read("docs/operations.md").matchAll(/^\| (`[A-Z][^|]*`) \|/gm)].flatMap(
  ([, cell = ""]) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name),
);
/** Read by a command, not by the application. */
const ofCommands = ["MIGRATE_DATABASE_URL", "TEGOED_DATA"];

test("each setting stands in the operations guide, and none that there is not", () => {
  expect(settings.length).toBeGreaterThan(20);
  expect(documented.toSorted()).toEqual([...settings, ...ofCommands].toSorted());
});

/** What a real installation doesn't set: production refuses it. */
const refused = settings.filter((name) =>
  /^TEST_|^STRIPE_API_BASE$|^MAIL_SINK_FOLDER$|^MICROSOFT_STAND_IN_URL$/.test(name),
);

test(".env.example has each setting of a real installation", () => {
  const named = [...read(".env.example").matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name = ""]) => name);
  const ofCompose = ["POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD"];
  const wanted = settings.filter((name) => !["NODE_ENV", "TEGOED_MODE", ...refused].includes(name));
  expect(named.toSorted()).toEqual([...wanted, "MIGRATE_DATABASE_URL", ...ofCompose].toSorted());
});

test("compose.yaml hands on each setting of a real installation", () => {
  const compose = read("compose.yaml");
  const inTheImage = ["NODE_ENV", "TEGOED_MODE", "HOST"];
  const missing = settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(compose));
  expect(missing.toSorted()).toEqual([...inTheImage, ...refused].toSorted());
});

test("the operations guide names the events that the endpoint at Stripe takes", () => {
  const guide = read("docs/operations.md");
  const [, block = ""] = /needs these events, and no others:\n\n```\n([^]*?)```/.exec(guide) ?? [];
  expect(block.trim().split(/\s+/).toSorted()).toEqual([...subscribedEvents].toSorted());
});
