import { randomUUID } from "node:crypto";

import { microsoft } from "#test/db/people/microsoft-stand-in.ts";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { recordAssignment, setPool } from "#app/people/change-holdings.server.ts";
import { recordEmployee } from "#app/people/change-people.server.ts";
import {
  connectTenant,
  consentUrl,
  setMicrosoftApp,
  takeConsent,
} from "#app/people/microsoft/connect.server.ts";
import { decideDifference } from "#app/people/microsoft/decide-difference.server.ts";
import { getMicrosoftPage } from "#app/people/microsoft/microsoft-page.server.ts";
import { readClientTenant } from "#app/people/microsoft/read-tenant.server.ts";
import { differenceWords } from "#app/people/microsoft/words.ts";
import { findApp } from "#app/people/store/microsoft-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";
import type { EmulatedTenant, EmulatedUser } from "#test/emulator/microsoft.ts";

const spb = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46";
const appId = "0b3f9b52-6c1a-4d0e-8a55-94d4d0c2f001";
const march = day("2026-03-01");

let world: World;
let tenant: EmulatedTenant;
let productId: string;
const waits: number[] = [];
const wait = async (ms: number): Promise<void> => void waits.push(ms);
const read = () => readClientTenant(world.jansen, wait);
const page = () => getMicrosoftPage(world.iris, world.jansen);
const words = async (): Promise<string[]> =>
  withLocale("en", async () => (await page()).differences.map(differenceWords));

const account = (name: string, mail: string, licensed = true): EmulatedUser => ({
  id: randomUUID(),
  displayName: name,
  mail,
  userPrincipalName: mail,
  accountEnabled: true,
  userType: "Member",
  assignedLicenses: licensed ? [{ skuId: spb, disabledPlans: [] }] : [],
});

beforeAll(async () => {
  world = await buildWorld();
  productId = (await buildProduct()).id;
  tenant = {
    id: randomUUID(),
    consented: false,
    users: [account("Anna Bos", "anna@jansen.example"), account("Bob Smit", "bob@jansen.example", false)],
    skus: [
      {
        skuId: spb,
        skuPartNumber: "SPB",
        consumedUnits: 1,
        prepaidUnits: { enabled: 21, warning: 1, suspended: 4, lockedOut: 0 },
      },
    ],
  };
  microsoft.tenants.set(tenant.id, tenant);
  for (const [name, email] of [
    ["Anna Bos", "anna@jansen.example"],
    ["Bob Smit", "bob@jansen.example"],
  ] as const) {
    const id = randomUUID();
    const person = { id, name, email, department: "", location: "", joinedOn: march, userId: null };
    await recordEmployee(world.iris, world.jansen, person);
    if (name === "Anna Bos") continue;
    await setPool(world.iris, world.jansen, {
      productId,
      quantity: 20,
      startsOn: march,
      termEndsOn: null,
      reason: "",
    });
    const assignment = { id: randomUUID(), productId, employeeId: id, mailbox: null, startsOn: march };
    await recordAssignment(world.iris, world.jansen, assignment);
  }
  await setMicrosoftApp(world.noor, { appId, secret: microsoft.secret, secretEndsOn: null });
  await connectTenant(world.iris, world.jansen, tenant.id);
});
beforeEach(() => waits.splice(0));
afterAll(() => microsoft.close());

describe("a client's tenant of Microsoft 365", () => {
  test("the secret is kept encrypted, and a tenant is one client's alone", async () => {
    expect((await asSystem(findApp))?.secret).not.toContain(microsoft.secret);
    expect(await connectTenant(world.iris, world.vogel, tenant.id)).toEqual({
      ok: false,
      refusal: "tenant-taken",
    });
  });

  test("without consent nothing is read; the client's administrator gives it, and comes back", async () => {
    await read();
    expect((await page()).tenant).toMatchObject({ status: "no-consent", readAt: null });
    const sent = await fetch(consentUrl(world.jansen, { appId, tenantId: tenant.id }), {
      redirect: "manual",
    });
    const back = new URL(sent.headers.get("location") ?? "");
    expect(back.pathname).toBe("/microsoft/consent");
    for (let visit = 0; visit < 8; visit += 1) expect(await takeConsent(back.searchParams)).toBe("given");
    const rows = await asSystem((tx) => tx.auditEvent.count({ where: { action: "microsoft.consented" } }));
    expect(rows).toBe(5);
    back.searchParams.set("tenant", randomUUID());
    expect(await takeConsent(back.searchParams)).toBe("wrong-tenant");
    back.searchParams.set("state", "forged");
    expect(await takeConsent(back.searchParams)).toBe("too-old");
  });

  test("what differs is proposed, changes nothing by itself, and is accepted or refused", async () => {
    await read();
    expect((await page()).tenant).toMatchObject({ status: "read", accounts: 2, licences: 1 });
    const before = await asSystem((tx) => findRoster(tx, world.jansen));
    expect(await words()).toEqual([
      "Microsoft 365 Business Premium: Microsoft says 22, you have 20.",
      "Anna Bos has Microsoft 365 Business Premium at Microsoft, not here.",
      "Bob Smit has Microsoft 365 Business Premium here, no longer at Microsoft.",
    ]);
    expect(await asSystem((tx) => findRoster(tx, world.jansen))).toEqual(before);
    const [bought, anna, bob] = (await page()).differences.map(({ key }) => key);
    const decide = (key: string | undefined, accept: boolean, scope = world.iris) =>
      decideDifference(scope, world.jansen, { key: key ?? "", accept });
    expect(await decide(bought, true, world.daan)).toEqual({ ok: false, refusal: "not-allowed" });
    expect(await decide(bought, true)).toEqual({ ok: true, value: null });
    expect(await decide(bought, true)).toEqual({ ok: false, refusal: "not-proposed" });
    expect(await decide(anna, true, world.daan)).toEqual({ ok: true, value: null });
    expect(await decide(bob, false)).toEqual({ ok: true, value: null });
    expect(await page()).toMatchObject({ differences: [], refused: 1 });
    expect((await asSystem((tx) => findRoster(tx, world.jansen))).pools.at(-1)).toMatchObject({
      quantity: 22,
    });
  });

  test("1,200 people come in two pages, put off and with a token that ends on the way", async () => {
    const many = Array.from({ length: 1198 }, (_, at) => account(`P${at}`, `p${at}@jansen.example`, false));
    const first = tenant.users;
    tenant.users = [...first, ...many];
    // The last of the first page comes again as the first of the second.
    microsoft.onPage = () => {
      tenant.users = [...many.slice(-2), ...first, ...many];
      microsoft.onPage = () => undefined;
      microsoft.endTokens();
    };
    microsoft.fail({ status: 200 }, { status: 429, retryAfter: 7 }, { status: 504 });
    await read();
    expect((await page()).tenant).toMatchObject({ status: "read", accounts: 1200 });
    expect(waits).toEqual([7000, 2000]);
    tenant.users = first;
  });

  test("where Microsoft does not answer the job comes back, and what was read stays", async () => {
    microsoft.fail(...Array.from({ length: 5 }, () => ({ status: 503 })));
    await expect(read()).rejects.toThrow("no answer");
    expect((await page()).tenant).toMatchObject({ status: "unavailable", accounts: 1200 });
    microsoft.fail({ status: 429, retryAfter: 3600 });
    await expect(read()).rejects.toThrow("no answer");
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  test("a name that changed stays the same person, who is gone with the account alone", async () => {
    const [anna, bob] = tenant.users;
    if (!anna || !bob) throw new Error("two accounts");
    tenant.users = [{ ...anna, displayName: "Anna Bakker", mail: "a.bakker@jansen.example" }];
    await read();
    expect(await words()).toEqual(["Bob Smit's account no longer exists."]);
    tenant.users = [anna, bob];
  });

  test("a secret that ended is the tenant's state, not a failing job", async () => {
    await setMicrosoftApp(world.noor, { appId, secret: "old", secretEndsOn: null });
    await read();
    expect((await page()).tenant).toMatchObject({ status: "secret-wrong" });
  });
});
