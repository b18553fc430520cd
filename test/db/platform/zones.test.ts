import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { updateClient } from "#app/clients/update-client.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { isZone, knownZone } from "#app/platform/zone.server.ts";
import { zones } from "#app/clients/rules/places.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

let noor: StaffScope;
beforeAll(async () => {
  await buildMsp();
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});

/** Names that one engine or both read as something, and no name of a zone. */
const odd = [
  "+13:00",
  "-05",
  "+00:00",
  "2026-01-01T00:00Z",
  "2026-01-01T00:00+13:00[Europe/Amsterdam]",
  "[Europe/Amsterdam]",
  "europe/amsterdam",
  "Europe/Amsterdam ",
  "Europe/Amsterdam\n",
  "Foo/Bar",
  "Foo/Bar+3",
  "Etc/GMT+25",
  "GMT+3",
  "UTC+3",
  "CEST",
  "posix/Europe/Amsterdam",
  "localtime",
  "",
  "Z",
];

test.each(odd)("'%s' is no time zone, neither to a form nor to the verbs", async (zone) => {
  await expect(asSystem((tx) => knownZone(tx, zone))).rejects.toMatchObject({ init: { status: 400 } });
  expect(isZone(zone)).toBe(false);
});

test.each(["+13:00", "2026-01-01T00:00Z", "Foo/Bar+3", "GMT+3", "Nowhere/City", ""])(
  "the database keeps no client whose zone is '%s'",
  async (zone) => {
    await expect(buildClient({ zone })).rejects.toThrow();
  },
);

test("every zone that is offered is known to both, and means the same in each", async () => {
  const instants = ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z", "1995-10-01T00:00:00Z"];
  for (const zone of zones) {
    await asSystem((tx) => knownZone(tx, zone));
    const rows = await asSystem(
      (tx) =>
        tx.$queryRaw<
          { wall: string }[]
        >`select to_char(at::timestamptz at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as wall
          from unnest(${instants}::text[]) with ordinality u(at, n) order by n`,
    );
    const walls = instants.map((at) =>
      new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(
        new Date(at),
      ),
    );
    expect(
      rows.map(({ wall }) => wall),
      zone,
    ).toEqual(walls);
  }
});

test("a forged zone changes nothing of a client", async () => {
  const { clientId, zone } = await buildClient({ name: `Zone ${randomUUID()}` });
  const details = {
    name: "Other",
    legalName: "Other",
    kind: "prepaid",
    country: "NL",
    locale: "nl",
  } as const;
  const address = { addressLine: "", postalCode: "", city: "", billingEmail: "a@b.example" };
  const change = updateClient(noor, clientId, { ...details, ...address, zone: "US/Nowhere" });
  await expect(change).rejects.toMatchObject({ init: { status: 400 } });
  const after = await asSystem((tx) => tx.client.findUniqueOrThrow({ where: { id: clientId } }));
  expect([after.zone, after.name === "Other"]).toEqual([zone, false]);
});
