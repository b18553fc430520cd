import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import { judgeFile } from "#app/agreements/check-agreement.server.ts";
import { sampleFields, sampleTables } from "#app/agreements/examples/sample-values.ts";
import { agreementKinds, type AgreementKind, type OwnField, type OwnTable } from "#app/agreements/kinds.ts";
import { prepareAgreementInside } from "#app/agreements/prepare-agreement.server.ts";
import { templateLocales, type TemplateLocale } from "#app/agreements/rules/template.ts";
import { sealAgreement } from "#app/agreements/seal-agreement.server.ts";
import { findGap } from "#app/agreements/seal/signature-gap.ts";
import { findDocument } from "#app/agreements/store/agreement-store.server.ts";
import { findFile } from "#app/agreements/store/file-store.server.ts";
import { agreementPaperProps } from "#app/agreements/agreement-paper-words.ts";
import type { WantedAgreement } from "#app/agreements/wanted-agreement.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { asSigner, buildTemplate, sign } from "#test/builders/agreement.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";
import { attacks } from "#test/fixtures/pdf-attacks.ts";

type Sealed = { name: string; sealed: Buffer; shown: Buffer };

let world: World;
let ann: ClientScope;
const files: Sealed[] = [];

/** Twenty agreements as people sign them: each kind in each language, and each kind's text made long. */
beforeAll(async () => {
  world = await buildWorld();
  const { clientId } = await buildClient({ name: "Fietsen Smit" });
  ann = await person(clientId, "Ann Smit", "manager");
  for (const kind of agreementKinds) await buildTemplate(world.noor, kind);
  // A few at once: while one is laid out, others are written.
  for (const locale of templateLocales)
    files.push(...(await Promise.all(agreementKinds.map((kind) => sealedOf(kind, locale, "short")))));
  const long = Array.from({ length: 16 }, (_, at) => `Lid ${at + 1}. ${"Zo is het afgesproken. ".repeat(6)}`);
  for (const kind of agreementKinds) await buildTemplate(world.noor, kind, long.join("\n\n"));
  files.push(...(await Promise.all(agreementKinds.map((kind) => sealedOf(kind, "de", "long")))));
}, 60_000);

async function sealedOf<Kind extends AgreementKind>(
  kind: Kind,
  locale: TemplateLocale,
  length: string,
): Promise<Sealed> {
  const name = `${kind} ${locale} ${length}`;
  const samples = Object.entries(sampleFields).map(([field, texts]) => [field, texts[locale]]);
  const wanted: WantedAgreement<Kind> = {
    ...{ kind, clientId: ann.clientId, locale, signers: [asSigner(ann)], quiet: true, expiresAt: null },
    ...{ subjectKind: "contract", subjectId: name },
    fields: Object.fromEntries(samples) as Record<OwnField<Kind>, string>,
    tables: sampleTables(locale) as WantedAgreement<Kind>["tables"] & Record<OwnTable<Kind>, never>,
  };
  const made = await asSystem((tx) => prepareAgreementInside<Kind>(tx, world.noor, wanted));
  if (!made.ok) throw new Error(`${name} was not prepared: ${made.refusal}`);
  await sign(ann, made.value);
  await sealAgreement(made.value);
  return asSystem(async (tx) => {
    const [sealed, shown] = [
      await findFile(tx, made.value, "sealed"),
      await findFile(tx, made.value, "shown"),
    ];
    if (!sealed || !shown) throw new Error(`${name} was not sealed`);
    return { name, sealed: sealed.content, shown: shown.content };
  });
}

const otherThan = (index: number): Buffer => files[(index + 1) % files.length]?.sealed ?? Buffer.alloc(0);

test("the page that checks a file knows each of the twenty, and every way to change one", async () => {
  const answers = await asSystem(async (tx) => {
    const found: string[] = [];
    for (const [index, { name, sealed, shown }] of files.entries()) {
      if ((await judgeFile(tx, sealed)).state !== "whole") found.push(`${name} is not whole`);
      for (const [attack, bytes] of attacks(sealed, shown, otherThan(index), index)) {
        const { state } = await judgeFile(tx, bytes);
        const expected = attack === "signature stripped" ? "unsealed" : "changed";
        if (state !== expected) found.push(`${attack} of ${name}: ${state}`);
      }
    }
    return found;
  });
  expect([files.length, answers]).toEqual([20, []]);
});

test("an agreement laid out again is the same bytes", async () => {
  const { clientId } = ann;
  const made = await asSystem((tx) =>
    prepareAgreementInside(tx, world.noor, {
      ...{ kind: "hour-terms", clientId, locale: "nl", fields: {}, tables: {}, signers: [asSigner(ann)] },
      ...{ subjectKind: "hour-terms", subjectId: clientId, expiresAt: null, quiet: true },
    }),
  );
  if (!made.ok) throw new Error(made.refusal);
  const { documentHash: hash, createdAt: at } = made.value;
  const document = await asSystem((tx) => findDocument(tx, made.value));
  if (!document) throw new Error("no document");
  const render = () =>
    renderPaper(
      "agreement",
      withLocale("nl", () => agreementPaperProps(document, { hash, at })),
    );
  const [one, two] = [await render(), await render()];
  expect(one.equals(two)).toBe(true);
});

/** All but the seal itself, which is what its signature covers. */
function isSignedPartSame(one: Buffer, other: Buffer): boolean {
  const gap = findGap(one);
  if (!gap.ok || one.length !== other.length) return false;
  const { from, to } = gap.value;
  return one.subarray(0, from).equals(other.subarray(0, from)) && one.subarray(to).equals(other.subarray(to));
}

/** What poppler's `pdfsig` says of a file: its words, since its exit code is 0 for nearly everything. Null where it is not installed. */
function pdfsigSays(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile("pdfsig", [file], (error, stdout, stderr) => {
      resolve(error?.code === "ENOENT" ? null : stdout + stderr);
    });
  });
}

test("an independent program (pdfsig) finds each of the twenty whole, and changes of its signed part", async ({
  skip,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), "tegoed-seal-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const isWhole = async (name: string, bytes: Buffer): Promise<boolean> => {
    const file = path.join(folder, `${name}.pdf`);
    await writeFile(file, bytes);
    const said = await pdfsigSays(file);
    if (said !== null) return said.includes("Signature is Valid") && !/not total document signed/i.test(said);
    // On a machine of continuous integration it has to be there, but for one that says that it can't be.
    if (process.env["CI"] && process.env["WITHOUT_POPPLER"] !== "1")
      throw new Error("pdfsig (of Debian's poppler-utils) is not installed");
    return skip("pdfsig (of poppler-utils) is not installed: nothing to ask");
  };
  const missed: string[] = [];
  for (const [index, { name, sealed, shown }] of files.entries()) {
    if (!(await isWhole(`whole-${index}`, sealed))) missed.push(`whole ${name}`);
    // Of the flipped bytes one a document, each elsewhere; of the other changes every third, so that each is tried on six or seven.
    const changed = attacks(sealed, shown, otherThan(index), index).filter(
      ([attack, bytes], at) =>
        (attack === "flipped" ? at === index : at % 3 === index % 3) && !isSignedPartSame(sealed, bytes),
    );
    const answers = await Promise.all(
      changed.map(async ([attack, bytes], at) => ((await isWhole(`${index}-${at}`, bytes)) ? [attack] : [])),
    );
    missed.push(...answers.flat().map((attack) => `${attack} of ${name}`));
  }
  expect(missed).toEqual([]);
});
