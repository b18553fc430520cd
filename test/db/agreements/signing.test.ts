import { X509Certificate } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { checkFile, checkHash, judgeFile } from "#app/agreements/check-agreement.server.ts";
import {
  cancelSignedInside,
  declineAgreement,
  withdrawAgreement,
} from "#app/agreements/end-agreement.server.ts";
import { findAgreementFor, findSignedFor } from "#app/agreements/find-agreement.server.ts";
import { followUpAgreements } from "#app/agreements/follow-up.server.ts";
import { documentText } from "#app/agreements/rules/document.ts";
import { sealAgreement, writeSealedFile } from "#app/agreements/seal-agreement.server.ts";
import { findAgreement, findDocument } from "#app/agreements/store/agreement-store.server.ts";
import { hashOfEvidence, listEvidence } from "#app/agreements/store/evidence-store.server.ts";
import { findFile } from "#app/agreements/store/file-store.server.ts";
import { stampAgreement } from "#app/agreements/stamp-agreement.server.ts";
import { writeShownFile } from "#app/agreements/write-document.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { asSigner, buildHourTerms, buildTemplate, sign } from "#test/builders/agreement.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildWorld, person, statusOf, type World } from "#test/db/desk/world.ts";
import { behind } from "#test/db/identity/world.ts";
import { startTimestampAuthority } from "#test/emulator/timestamp.ts";
import { killedAt } from "#test/db/platform/killed-at.ts";
import { attacks } from "#test/fixtures/pdf-attacks.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
  await buildTemplate(world.noor, "hour-terms");
});

/** A client of its own with a manager, so that no test sees another's agreement. */
async function scene() {
  const { clientId } = await buildClient({ name: "Fietsen Smit" });
  return { clientId, ann: await person(clientId, "Ann Smit", "manager") };
}
const again = (id: string) => asSystem((tx) => findAgreement(tx, id));
const jobsOf = (id: string) =>
  behind<{ task: string }>(
    `select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload::text like $1 order by 1`,
    [`%${id}%`],
  );

describe("signing", () => {
  test("two people who sign at once are both recorded, and the subject's module hears once", async () => {
    const { clientId, ann } = await scene();
    const bob = await person(clientId, "Bob Smit", "manager");
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann), asSigner(bob)]);
    const answers = await Promise.all([sign(ann, made), sign(bob, made), sign(ann, made)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    const signed = await again(made.id);
    expect(signed).toMatchObject({ state: "signed", signers: [{ state: "signed" }, { state: "signed" }] });
    const kinds = (await asSystem((tx) => listEvidence(tx, made))).map(({ kind }) => kind);
    expect(kinds).toEqual(["prepared", "signed", "signed", "completed"]);
    const tasks = (await jobsOf(made.id)).map(({ task }) => task);
    expect(tasks.filter((task) => task === "signed-hour-terms" || task === "agreements.seal")).toEqual([
      "agreements.seal",
      "signed-hour-terms",
    ]);
  });

  test("the evidence holds what security asks for, in a chain that shows a change", async () => {
    const { clientId, ann } = await scene();
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
    await sign(ann, made);
    const events = await asSystem((tx) => listEvidence(tx, made));
    const shown = await asSystem((tx) => findFile(tx, made, "shown"));
    expect(events[1]?.content).toMatchObject({
      ...{ name: "Ann Smit", typedName: "Ann Smit", authority: "mag tekenen", company: "Fietsen Smit" },
      ...{ documentHash: made.documentHash, pdfHash: shown?.sha256, endSeen: "observed", locale: "nl" },
      proof: { method: "code", aal: 2, ip: "192.0.2.7", userAgent: "Mozilla/5.0 (test)" },
    });
    expect(events.every((one) => hashOfEvidence(made, one) === one.hash)).toBe(true);
    expect(events.map(({ previousHash }) => previousHash).slice(1)).toEqual(
      events.map(({ hash }) => hash).slice(0, -1),
    );
    await expect(behind("update agreement_evidence set content = '{}'")).rejects.toThrow("append-only");
  });

  test("what is not what was shown, or not this person's, is refused", async () => {
    const { clientId, ann } = await scene();
    const bob = await person(clientId, "Bob Smit", "finance");
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann), asSigner(world.noor, 2)]);
    expect(await statusOf(() => sign(bob, made))).toBe(404);
    expect(await statusOf(() => sign(world.petra, made))).toBe(404);
    expect(await sign(world.noor, made)).toEqual({ ok: false, refusal: "not-your-turn" });
    expect(await sign(ann, made, { typedName: "Anna" })).toEqual({ ok: false, refusal: "name-differs" });
    expect(await sign(ann, made, { seen: "0".repeat(64) })).toEqual({
      ok: false,
      refusal: "document-changed",
    });
    expect((await sign(ann, made, { typedName: " ann  SMIT " })).ok).toBe(true);
    expect(await again(made.id)).toMatchObject({ state: "open" });
    expect((await sign(world.noor, made)).ok).toBe(true);
    expect(await again(made.id)).toMatchObject({ state: "signed" });
  });

  test("a revision made while somebody reads takes the signatures with it; its predecessor can't be signed", async () => {
    const { clientId, ann } = await scene();
    const bob = await person(clientId, "Bob Smit", "manager");
    const both = [asSigner(ann), asSigner(bob)];
    const first = await buildHourTerms(world.noor, clientId, both);
    expect((await buildHourTerms(world.noor, clientId, both)).id).toBe(first.id);
    await sign(ann, first);
    const second = await buildHourTerms(world.noor, clientId, both, { locale: "de" });
    expect(await sign(bob, first)).toEqual({ ok: false, refusal: "document-changed" });
    expect(await again(first.id)).toMatchObject({ state: "superseded" });
    expect(second).toMatchObject({ revision: 2, signers: [{ state: "waiting" }, { state: "waiting" }] });
    const found = await inScope(ann, (tx) => findAgreementFor(tx, "hour-terms", clientId));
    expect(found?.id).toBe(second.id);
  });

  test("signed while it is revised, one of the two is refused", async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { clientId, ann } = await scene();
      const first = await buildHourTerms(world.noor, clientId, [asSigner(ann)], { quiet: true });
      await writeShownFile(first);
      const revise = () =>
        buildHourTerms(world.noor, clientId, [asSigner(ann)], { quiet: true, locale: "de" }).then(
          () => "revised",
          (error: Error) => error.message,
        );
      const signed = () => sign(ann, first).then((answer) => (answer.ok ? "signed" : answer.refusal));
      const both = round % 2 === 0 ? [signed(), revise()] : [revise(), signed()];
      const answers = await Promise.all(both);
      outcomes.add((round % 2 === 0 ? answers : answers.reverse()).join(", "));
    }
    const possible = ["signed, not prepared: already-signed", "document-changed, revised"];
    expect([...outcomes].filter((one) => !possible.includes(one))).toEqual([]);
  });

  test("new terms hold once they are signed; until then the old ones do", async () => {
    const { clientId, ann } = await scene();
    const old = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
    await sign(ann, old);
    const next = await buildHourTerms(world.noor, clientId, [asSigner(ann)], {
      locale: "en",
      replacesSigned: true,
    });
    const holding = () => asSystem((tx) => findSignedFor(tx, "hour-terms", clientId));
    expect((await holding())?.id).toBe(old.id);
    await sign(ann, next);
    expect((await holding())?.id).toBe(next.id);
    expect(await again(old.id)).toMatchObject({ state: "superseded" });
  });

  test("declining asks a reason and ends it; withdrawing does; neither can be signed any more", async () => {
    const { clientId, ann } = await scene();
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
    expect(await declineAgreement(ann, made.id, " ")).toEqual({ ok: false, refusal: "reason-missing" });
    expect((await declineAgreement(ann, made.id, "Te lang")).ok).toBe(true);
    expect(await sign(ann, made)).toEqual({ ok: false, refusal: "declined" });
    const next = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
    expect((await withdrawAgreement(world.iris, next.id, "Fout")).ok).toBe(true);
    expect(await sign(ann, next)).toEqual({ ok: false, refusal: "not-open" });
  });

  test("reminders go out on the third and seventh day, and the time ends", async () => {
    const { clientId, ann } = await scene();
    const start = now();
    const after = (days: number) => new Date(start.getTime() + days * 86_400_000 + 60_000);
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)], { expiresAt: after(10) });
    for (const days of [1, 3, 3, 4, 7, 8]) await asOf(after(days), followUpAgreements);
    const reminded = await behind(
      "select from letter where recipient = $1 and template = 'agreement-to-sign'",
      [ann.email],
    );
    expect(reminded).toHaveLength(2);
    expect(await asOf(after(11), () => sign(ann, made))).toEqual({ ok: false, refusal: "not-open" });
    expect(await again(made.id)).toMatchObject({ state: "expired" });
  });
});

describe("sealing", () => {
  test("resumes after any step, also twice at once, and gives one file, one seal and one email each", async () => {
    const { clientId, ann } = await scene();
    const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
    await writeShownFile(made);
    await sign(ann, made);
    const signed = await again(made.id);
    if (!signed) throw new Error("signed");
    await writeSealedFile(signed);
    const stored = await asSystem((tx) => findFile(tx, made, "sealed"));
    await Promise.all([sealAgreement(made), sealAgreement(made)]);
    await sealAgreement(made);
    const sealed = await asSystem((tx) => findFile(tx, made, "sealed"));
    const shown = await asSystem((tx) => findFile(tx, made, "shown"));
    expect(sealed?.sha256).toBe(stored?.sha256);
    expect(sealed?.content.subarray(0, shown?.content.length).equals(shown?.content ?? Buffer.alloc(0))).toBe(
      true,
    );
    const kinds = (await asSystem((tx) => listEvidence(tx, made))).map(({ kind }) => kind);
    expect(kinds).toEqual(["prepared", "signed", "completed", "sealed"]);
    expect(
      await behind("select from letter where recipient = $1 and template = 'agreement-signed'", [ann.email]),
    ).toHaveLength(1);
    const letters = (text: string): string => text.replaceAll(/\s/g, "");
    const text = letters(pdfText(sealed?.content ?? Buffer.alloc(0)).join(""));
    const document = await asSystem((tx) => findDocument(tx, made));
    const lines = document ? documentText(document) : [];
    expect(lines.filter((line) => !text.includes(letters(line)))).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
    expect(await checkHash(sealed?.sha256.toUpperCase() ?? "")).toMatchObject({
      state: "whole",
      agreement: { proven: null },
    });

    const standIn = await startTimestampAuthority();
    const authority = { url: standIn.url, roots: [new X509Certificate(standIn.rootsPem)] };
    standIn.answer("down");
    await expect(stampAgreement(made, authority)).rejects.toThrow("500");
    standIn.answer("ok");
    await Promise.all([stampAgreement(made, authority), stampAgreement(made, authority)]);
    await stampAgreement(made, authority);
    await standIn.close();
    expect((await asSystem((tx) => findFile(tx, made, "sealed")))?.sha256).toBe(sealed?.sha256);
    expect(await checkHash(sealed?.sha256 ?? "")).toMatchObject({
      agreement: { proven: { authority: "Timestamps of the demo" } },
    });
  });
});

test("killed between any two steps of sealing, it goes on where it was, and everything comes once", async () => {
  const { clientId, ann } = await scene();
  const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)]);
  await writeShownFile(made);
  await sign(ann, made);
  const emails = () =>
    behind("select from letter where recipient = $1 and template = 'agreement-signed'", [ann.email]);
  for (const table of ["agreement_file", "agreement", "agreement_evidence", "letter", "audit_event"]) {
    expect([table, await killedAt(table, () => sealAgreement(made))]).toEqual([table, "killed"]);
    expect([table, (await again(made.id))?.sealedAt, (await emails()).length]).toEqual([table, null, 0]);
  }
  const [file, events] = await asSystem(async (tx) => [
    await findFile(tx, made, "sealed"),
    await listEvidence(tx, made),
  ]);
  expect([file === null, events.at(-1)?.kind]).toEqual([false, "completed"]);
  await sealAgreement(made);
  await sealAgreement(made);
  expect((await asSystem((tx) => findFile(tx, made, "sealed")))?.sha256).toBe(file?.sha256);
  expect((await asSystem((tx) => listEvidence(tx, made))).map(({ kind }) => kind)).toEqual([
    ...["prepared", "signed", "completed", "sealed"],
  ]);
  expect(await emails()).toHaveLength(1);
});

describe("the page that checks a file", () => {
  test("knows the file as it was sealed, a newer agreement's predecessor, and every change", async () => {
    const { clientId, ann } = await scene();
    const files: { sealed: Buffer; shown: Buffer }[] = [];
    for (const locale of ["nl", "de"] as const) {
      const details = { locale, quiet: true, replacesSigned: true };
      const made = await buildHourTerms(world.noor, clientId, [asSigner(ann)], details);
      await sign(ann, made);
      await sealAgreement(made);
      const [sealed, shown] = await asSystem(async (tx) => [
        await findFile(tx, made, "sealed"),
        await findFile(tx, made, "shown"),
      ]);
      if (sealed && shown) files.push({ sealed: sealed.content, shown: shown.content });
    }
    const [old, held] = files;
    if (!old || !held) throw new Error("two files");
    const all = [
      ["old", old.sealed] as const,
      ["whole", held.sealed] as const,
      ...attacks(held.sealed, held.shown, old.sealed, 0),
    ];
    const found = await asSystem(async (tx) => {
      const states: string[] = [];
      for (const [name, bytes] of all) states.push(`${name}: ${(await judgeFile(tx, bytes)).state}`);
      return [...new Set(states)].sort();
    });
    expect(found).toEqual(caught);
    expect((await checkFile(Buffer.concat([held.sealed, Buffer.from("x")]))).state).toBe("changed");
    expect((await checkFile(Buffer.from("%PDF-1.7\n%%EOF\n"))).state).toBe("unknown");
    await inScope(world.noor, (tx) =>
      cancelSignedInside(tx, world.noor, {
        subjectKind: "hour-terms",
        subjectId: clientId,
        reason: "Gestopt",
      }),
    );
    const cancelled = await asSystem((tx) => judgeFile(tx, held.sealed));
    const { signedAt = null, cancelledAt = null } = "agreement" in cancelled ? cancelled.agreement : {};
    expect([cancelled.state, signedAt !== null, cancelledAt !== null]).toEqual(["cancelled", true, true]);
  });
});

/** How each attack is answered: all but the files as they were sealed are seen. */
const caught = [
  "appended: changed",
  "flipped: changed",
  "hex in capitals: changed",
  "hidden content: changed",
  "incremental update: changed",
  "old: superseded",
  "range removed: changed",
  "signature emptied: changed",
  "signature replaced: changed",
  "signature stripped: unsealed",
  "truncated by one: changed",
  "truncated to half: changed",
  "whole: whole",
];
