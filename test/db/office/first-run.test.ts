import { beforeAll, expect, test } from "vitest";

import type { StaffScope } from "#app/identity/scope.ts";
import { listConnectionTodo } from "#app/office/connections/connection-todo.server.ts";
import { saveTest } from "#app/office/connections/test-store.server.ts";
import { faultWords } from "#app/office/connections/words.ts";
import { setUpCompany, getCompanyStep } from "#app/office/setup/set-up-company.server.ts";
import { listSetupTodo, setAside } from "#app/office/setup/setup-todo.server.ts";
import { finishSetup } from "#app/office/setup/finish-setup.server.ts";
import { getHoursStep, setUpHours } from "#app/office/setup/set-up-hours.server.ts";
import { setUpOwner } from "#app/office/setup/set-up-owner.server.ts";
import { renewSetupLink } from "#app/office/setup/setup-link.server.ts";
import { getSetupPage } from "#app/office/setup/setup-page.server.ts";
import { isSetupToken, openSetup, requireSetup } from "#app/office/setup/setup-session.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { redactPath } from "#app/platform/redact.ts";
import { behind, Jar, outcome, request } from "#test/db/identity/world.ts";

const owner = {
  name: "Noor Visser",
  email: "noor@helder-it.example",
  password: "vier losse paarse tuinstoelen",
  locale: "nl",
} as const;
const tokenOf = (link: string | null): string => link?.split("/").at(-1) ?? "";
const inBrowser = (jar: Jar) => requireSetup(request("/setup", { jar }));

let jar: Jar;
let first: string;

beforeAll(async () => {
  first = tokenOf(await renewSetupLink());
});

test("each start prints a new address, which ends the one before", async () => {
  const second = tokenOf(await renewSetupLink());
  expect(await isSetupToken(first)).toBe(false);
  expect(await isSetupToken(second)).toBe(true);
  expect(await isSetupToken("")).toBe(false);
  const [row] = await behind<{ token_hash: string }>("select token_hash from setup");
  expect(row?.token_hash).not.toContain(second);
  await expect(outcome(openSetup(first))).resolves.toMatchObject({ status: 404 });
  jar = new Jar().take(await openSetup(second));
});

test("only the browser that opened it last goes on", async () => {
  expect(await outcome(requireSetup(request("/setup")))).toMatchObject({ status: 404 });
  const other = new Jar().take(await openSetup(tokenOf(await renewSetupLink())));
  expect(await outcome(inBrowser(jar)), "the one before is told so").toMatchObject({ status: 409 });
  jar = other;
  await inBrowser(jar);
});

test("an owner needs the company first, and a password as everybody's", async () => {
  const key = await inBrowser(jar);
  expect(await setUpOwner(key, owner)).toEqual({ ok: false, refusal: "company-first" });
  expect(await finishSetup(key)).toEqual({ ok: false, refusal: "steps-missing" });
  const company = { ...(await getCompanyStep("nl")), name: "Helder IT", legalName: "Helder IT B.V." };
  await setUpCompany(key, { ...company, email: "info@helder-it.example" });
  expect(await setUpOwner(key, { ...owner, password: "helder it 2026 helder" })).toMatchObject({
    ok: false,
    refusal: "password-too-common",
  });
});

test("the company's step uses the address up; the browser goes on, a restart prints a new one", async () => {
  const [row] = await behind<{ token_hash: string | null }>("select token_hash from setup");
  expect(row?.token_hash).toBeNull();
  expect(await renewSetupLink()).toMatch(/\/setup\/[\w-]{32}$/);
  await inBrowser(jar);
});

test("sent four times at once there is one owner, one catalogue and one of each work type", async () => {
  const key = await inBrowser(jar);
  const made = await Promise.all([1, 2, 3, 4].map(() => setUpOwner(key, owner)));
  expect(made.filter((one) => one.ok)).toHaveLength(1);
  const { workTypes, blocks } = await getHoursStep("nl");
  expect(blocks.map((block) => block.pricePerHourMinor)).toEqual([9500, 8500, 8500]);
  const wanted = { workTypes: workTypes.map((type, at) => ({ ...type, used: at !== 2 })), blocks };
  await Promise.all([1, 2, 3, 4].map(() => setUpHours(key, "nl", wanted)));
  expect(
    await behind(`select (select count(*)::int from membership where role = 'owner') as owners,
      (select count(*)::int from hour_block) as blocks, (select count(*)::int from work_type) as types`),
  ).toEqual([{ owners: 1, blocks: 3, types: 3 }]);
});

test("hours are changed as long as the first run lasts: prices, a name, a type that is left out", async () => {
  const key = await inBrowser(jar);
  const { workTypes, blocks } = await getHoursStep("nl");
  await setUpHours(key, "nl", {
    workTypes: workTypes.map((type, at) =>
      at === 0 ? { ...type, name: "Bellen" } : at === 1 ? { ...type, used: false } : type,
    ),
    blocks: [...blocks.slice(0, 1), { hours: 20, pricePerHourMinor: 8000, validMonths: 24 }],
  });
  const step = await getHoursStep("de");
  expect(step.blocks).toEqual([
    expect.objectContaining({ hours: 10, pricePerHourMinor: 9500 }),
    expect.objectContaining({ hours: 20, pricePerHourMinor: 8000, validMonths: 24 }),
  ]);
  expect(step.workTypes.map((type) => [type.name, type.used])).toEqual([
    ["Bellen", true],
    ["Vor Ort", false],
    ["Abend und Wochenende", false],
    ["Kostenlos", true],
  ]);
});

test("once done there is no first run: no page, no address, whatever a browser still holds", async () => {
  const key = await inBrowser(jar);
  expect(await getSetupPage()).toMatchObject({
    company: "Helder IT",
    owner: { email: owner.email },
    hours: true,
  });
  const late = tokenOf(await renewSetupLink());
  const ends = await Promise.all([outcome(finishSetup(key)), outcome(finishSetup(key))]);
  expect(ends).toContainEqual(expect.objectContaining({ status: 200 }));
  expect(ends).toContainEqual(expect.objectContaining({ status: 404 }));
  expect(await renewSetupLink()).toBeNull();
  expect(await isSetupToken(late)).toBe(false);
  const runs = [
    () => inBrowser(jar),
    () => openSetup(late),
    async () => setUpCompany(key, await getCompanyStep("nl")),
  ];
  for (const run of runs) expect(await outcome(run())).toMatchObject({ status: 404 });
  expect(await behind("select action from audit_event where action like 'msp.%' order by seq")).toEqual([
    { action: "msp.setup-begun" },
    { action: "msp.setup-begun" },
    { action: "msp.created" },
    { action: "msp.setup-done" },
  ]);
});

test("the owner is reminded of a connection that is missing, until its test works", async () => {
  const noor: StaffScope = { kind: "staff", role: "owner", userId: "", name: "", email: "", sessionId: "" };
  const missing = (scope = noor) =>
    asSystem(async (tx) => (await listConnectionTodo(tx, scope)).map(({ id, why }) => [id, why]));
  const found = (connection: "mail" | "stripe", fault: string | null) =>
    asSystem((tx) => saveTest(tx, connection, fault, now()));
  expect((await missing()).map(([id]) => id)).toEqual(["stripe", "mail"]);
  await found("mail", null);
  await found("stripe", "stripe-unreachable");
  expect(await missing()).toEqual([["stripe", faultWords("stripe-unreachable")]]);
  expect(await missing({ ...noor, role: "finance" })).toEqual([]);
  await found("stripe", null);
  expect(await missing()).toEqual([]);
});

test("the owner is reminded of what the first run left open, until it is there or not needed", async () => {
  const [row] = await behind<{ id: string }>(`select id::text from "user" where email = '${owner.email}'`);
  const { name, email } = owner;
  const noor: StaffScope = {
    kind: "staff",
    role: "owner",
    userId: row?.id ?? "",
    name,
    email,
    sessionId: "",
  };
  const missing = (scope = noor) =>
    asSystem(async (tx) => (await listSetupTodo(tx, scope)).map(({ id }) => id));
  expect(await missing()).toEqual(["vat-number", "bank-account", "logo", "colleague"]);
  expect(await missing({ ...noor, role: "finance" })).toEqual([]);
  await Promise.all([setAside(noor, "logo"), setAside(noor, "logo"), setAside(noor, "colleague")]);
  expect(await missing()).toEqual(["vat-number", "bank-account"]);
  await asSystem((tx) => tx.msp.updateMany({ data: { vatScheme: "small_business" } }));
  expect(await missing(), "a small business needs no VAT number").toEqual(["bank-account"]);
  expect(await behind("select action from audit_event where action = 'msp.not-needed'")).toHaveLength(2);
});

test("the log keeps no token of a one-time address", () => {
  const token = "a".repeat(32);
  expect(redactPath(`/setup/${token}`)).toBe("/setup/[hidden]");
  expect(redactPath(`/reset/${token}.data`)).toBe("/reset/[hidden]");
  expect(redactPath(`/invitation/${token}`)).toBe("/invitation/[hidden]");
  expect(redactPath("/hours")).toBe("/hours");
});
