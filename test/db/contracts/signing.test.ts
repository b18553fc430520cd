import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { settleVersion, takeUpSigned } from "#app/contracts/settle-version.server.ts";
import { addVersion } from "#app/contracts/add-version.server.ts";
import { withdrawVersion } from "#app/contracts/withdraw-version.server.ts";
import { getDocumentPage } from "#app/contracts/signing/document-page.server.ts";
import { sendDocument, type WantedDocument } from "#app/contracts/signing/send-document.server.ts";
import { recordAuthority } from "#app/agreements/authority.server.ts";
import { findAgreement, findDocument } from "#app/agreements/store/agreement-store.server.ts";
import { documentText } from "#app/agreements/rules/document.ts";
import { getTodoPage } from "#app/office/todo.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildTemplate, sign } from "#test/builders/agreement.ts";
import { buildWorld, person, statusOf, type World } from "#test/db/desk/world.ts";
import { aContract, at, version, zone } from "#test/db/contracts/contract-world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

test("a contract's agreement is signed by the client and then by the MSP; both read on its page who signed when", async () => {
  const { clientId, id } = await aContract(world.iris);
  const ann = await person(clientId, "Ann Smit", "manager");
  const wanted: WantedDocument = {
    ...{ clientId, contractId: id, kind: "managed", signerIds: [ann.userId], inOrder: true },
    ...{ processing: "", subprocessors: "", mspSignerId: world.iris.userId },
  };
  expect(await sendDocument(world.iris, wanted)).toEqual({ ok: false, refusal: "no-template" });
  await buildTemplate(world.noor, "managed");
  await buildTemplate(world.noor, "data-processing");
  const page = await getDocumentPage(world.iris, clientId, id);
  expect(page.kinds).toEqual([
    { kind: "managed", isPublished: true, isExample: true, waitsFor: null, signedOn: null },
    { kind: "data-processing", isPublished: true, isExample: true, waitsFor: null, signedOn: null },
  ]);
  const sent = await asOf(at, () => sendDocument(world.iris, wanted));
  if (!sent.ok) throw new Error(sent.refusal);
  expect(sent.value.expiresAt).toEqual(new Date("2026-12-22T23:00:00Z"));
  expect(await sendDocument(world.iris, wanted)).toMatchObject({ value: { id: sent.value.id } });
  const [managed] = (await getDocumentPage(world.iris, clientId, id)).kinds;
  expect(managed?.waitsFor).toEqual(["Ann Smit", world.iris.name]);
  const said = await asSystem((tx) => findDocument(tx, sent.value));
  const text = said ? documentText(said).join(" ") : "";
  expect(text).toContain("1.000,00");
  expect(text).toContain("Tot de omvang behoren: Hulp op afstand");
  expect(text).toContain("Na de looptijd");
  await sign(ann, sent.value);
  const todo = await getTodoPage(world.iris, "countersign");
  expect(todo.items.map(({ to }) => to)).toEqual([`/staff/agreements/${sent.value.id}/sign`]);
  await sign(world.iris, sent.value);
  const shown = (await getContractPage(ann, zone)).contracts[0]?.agreements;
  expect(shown).toMatchObject([{ kind: "managed", state: "signed", signers: ["Ann Smit", world.iris.name] }]);
  expect(shown?.[0]?.signedOn).not.toBeNull();
  const processing = { ...wanted, kind: "data-processing", mspSignerId: null } as const;
  expect(await sendDocument(world.iris, processing)).toEqual({ ok: false, refusal: "processing-missing" });
  const bob = await person(clientId, "Bob Smit", "finance");
  await recordAuthority(ann, clientId, {
    ...{ userId: bob.userId, words: "statutair bestuurder", sinceOn: day("2024-01-01") },
  });
  const several = { ...processing, processing: "Beheer", signerIds: [bob.userId, ann.userId] };
  expect(await sendDocument(world.iris, { ...several, signerIds: [bob.userId, bob.userId] })).toEqual({
    ok: false,
    refusal: "signer-twice",
  });
  expect(await sendDocument(world.iris, { ...several, mspSignerId: bob.userId })).toEqual({
    ok: false,
    refusal: "colleague-gone",
  });
  const both = await sendDocument(world.iris, { ...several, mspSignerId: world.noor.userId });
  if (!both.ok) throw new Error(both.refusal);
  expect(both.value.signers.map(({ name, position, authority }) => [name, position, authority])).toEqual([
    ["Bob Smit", 1, "statutair bestuurder, sinds 1 januari 2024"],
    ["Ann Smit", 2, "vertegenwoordigingsbevoegd"],
    [world.noor.name, 3, "mag namens ons tekenen"],
  ]);
  expect((await asSystem((tx) => findAgreement(tx, sent.value.id)))?.state).toBe("signed");
  const tab = await getStaffContractPage(world.iris, clientId, zone);
  expect(tab.contracts[0]?.agreements.map(({ kind, state }) => [kind, state])).toEqual([
    ["data-processing", "open"],
    ["managed", "signed"],
  ]);
  const other = await aContract(world.iris);
  expect(await statusOf(() => sendDocument(world.iris, { ...wanted, clientId: other.clientId }))).toBe(404);
  expect(await sendDocument(world.iris, { ...wanted, kind: "notice" })).toEqual({
    ok: false,
    refusal: "no-such-document",
  });
});

/** A version that costs more and therefore waits for its change order, which Ann is asked to sign. */
async function aWaitingVersion(effectiveOn: string) {
  const { clientId, id } = await aContract(world.iris);
  const ann = await person(clientId, "Ann Smit", "manager");
  const versionId = randomUUID();
  const add = (on: string, key = randomUUID()) =>
    asOf(at, () =>
      addVersion(world.iris, {
        ...{ clientId, contractId: id, id: key, seen: id, signature: "on-rise" },
        version: version(on, {}, 6000),
      }),
    );
  expect(await add("2026-11-22")).toEqual({ ok: false, refusal: "no-day-to-sign" });
  expect(await add(effectiveOn, versionId)).toEqual({ ok: true, value: versionId });
  expect(await add(effectiveOn, versionId)).toEqual({ ok: true, value: versionId });
  expect(await add("2027-03-01")).toEqual({ ok: false, refusal: "another-waits" });
  const sent = await asOf(at, () =>
    sendDocument(world.iris, {
      ...{
        clientId,
        contractId: id,
        kind: "change-order",
        signerIds: [ann.userId],
        inOrder: true,
        mspSignerId: null,
      },
      ...{ processing: "", subprocessors: "" },
    }),
  );
  if (!sent.ok) throw new Error(sent.refusal);
  const monthOf = async (month: string) =>
    (await asSystem((tx) => countClientMonth(tx, clientId, month))).draft.totalMinor;
  return { clientId, id, ann, versionId, agreement: sent.value, monthOf };
}

const eve = new Date("2026-12-31T22:59:00Z");
const newYear = new Date("2026-12-31T23:00:00Z");

test("a version that needs the client's signature counts from its day once that is there", async () => {
  await buildTemplate(world.noor, "change-order");
  const { clientId, ann, versionId, agreement, monthOf } = await aWaitingVersion("2027-01-01");
  expect(agreement.expiresAt).toEqual(newYear);
  expect(await monthOf("2027-01")).toBe(100_000);
  await asOf(eve, () => sign(ann, agreement));
  // Its day begins before the job of the signature has run: it is taken up all the same, and once.
  await asOf(newYear, () => settleVersion({ clientId, id: versionId }));
  await takeUpSigned({ clientId, subjectId: agreement.subjectId, agreementId: agreement.id });
  expect(await monthOf("2026-12")).toBe(100_000);
  expect(await monthOf("2027-01")).toBe(120_000);
  const tab = await getStaffContractPage(world.iris, clientId, zone);
  expect(tab.contracts[0]?.unsigned).toEqual([]);
  expect(tab.contracts[0]?.contract.versions.map(({ id }) => id)).toContain(versionId);
});

test("unsigned on its day it lapses: nothing of it counts, it can't be signed any more, and staff are told until they decide", async () => {
  const { clientId, ann, versionId, agreement, monthOf } = await aWaitingVersion("2027-01-01");
  await asOf(eve, () => settleVersion({ clientId, id: versionId }));
  const waiting = await asOf(eve, () => getStaffContractPage(world.iris, clientId, zone));
  expect(waiting.contracts[0]?.unsigned).toMatchObject([{ hasLapsed: false, isSent: true }]);
  await asOf(newYear, async () => {
    await settleVersion({ clientId, id: versionId });
    await settleVersion({ clientId, id: versionId });
    expect(await sign(ann, agreement)).toEqual({ ok: false, refusal: "not-open" });
  });
  await takeUpSigned({ clientId, subjectId: agreement.subjectId, agreementId: agreement.id });
  expect(await monthOf("2027-01")).toBe(100_000);
  const todo = () => asOf(newYear, () => getTodoPage(world.iris, "lapsed-version"));
  expect((await todo()).items).toMatchObject([{ id: versionId, title: "Beheer" }]);
  expect(await withdrawVersion(world.iris, clientId, versionId)).toEqual({ ok: true, value: null });
  expect((await todo()).items).toEqual([]);
});

test("a version that is withdrawn while it waits takes its document with it: signed or settled later, it stays withdrawn", async () => {
  const { clientId, ann, versionId, agreement, monthOf } = await aWaitingVersion("2027-01-01");
  expect(await withdrawVersion(world.iris, clientId, versionId)).toEqual({ ok: true, value: null });
  expect((await asSystem((tx) => findAgreement(tx, agreement.id)))?.state).toBe("withdrawn");
  expect(await asOf(eve, () => sign(ann, agreement))).toEqual({ ok: false, refusal: "not-open" });
  await takeUpSigned({ clientId, subjectId: agreement.subjectId, agreementId: agreement.id });
  await asOf(newYear, () => settleVersion({ clientId, id: versionId }));
  expect(await monthOf("2027-01")).toBe(100_000);
});
