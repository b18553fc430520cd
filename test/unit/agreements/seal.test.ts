import { execFile } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { beforeAll, expect, onTestFinished, test } from "vitest";

import type { SealKey } from "#app/agreements/seal/certificate.server.ts";
import { fingerprintOf, makeCertificate } from "#app/agreements/seal/make-certificate.server.ts";
import { readSeal } from "#app/agreements/seal/read-seal.server.ts";
import { findGap } from "#app/agreements/seal/signature-gap.ts";
import { sealPdf } from "#app/agreements/seal/seal-pdf.server.ts";
import { attacks } from "#test/fixtures/pdf-attacks.ts";

const at = new Date("2026-11-22T10:00:00Z");
let seal: SealKey;
let foreign: SealKey;
beforeAll(async () => {
  [seal, foreign] = await Promise.all([makeKey(), makeKey()]);
});

async function makeKey(): Promise<SealKey> {
  const { certificate, keyPem } = await makeCertificate("Helder IT B.V.", at, 2048);
  const key = createPrivateKey(keyPem);
  return { key, certificates: [certificate], fingerprint: fingerprintOf(certificate), selfMade: true };
}

/** A PDF of one page that says a text. */
function pdfSaying(text: string): Buffer {
  const contents = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${contents.length} >>\nstream\n${contents}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, "0");
  });
  const rows = offsets.map((offset) => `${offset} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<00> <00>] >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, "latin1");
}

function sealed(text: string, by = seal): Promise<Buffer> {
  const evidence = Buffer.from(JSON.stringify({ text }));
  return sealPdf({ shown: pdfSaying(text), sheet: pdfSaying("evidence"), evidence, seal: by, at });
}
const stateOf = (file: Buffer): string => readSeal(file, [seal.fingerprint]).state;

test("the same input is the same bytes, and what was signed stays the first bytes", async () => {
  const [one, two] = [await sealed("Overeenkomst"), await sealed("Overeenkomst")];
  expect(one.equals(two)).toBe(true);
  const shown = pdfSaying("Overeenkomst");
  expect(one.subarray(0, shown.length).equals(shown)).toBe(true);
  expect(stateOf(one)).toBe("valid");
});

test("a good seal by a certificate that never sealed here is not ours", async () => {
  expect(stateOf(await sealed("Overeenkomst", foreign))).toBe("foreign-certificate");
});

/** What is signed: all but the seal itself. A change within that (its hex in capitals, a field that nothing depends on) the page sees by the file's hash. */
function isSignedPartSame(one: Buffer, other: Buffer): boolean {
  const gap = findGap(one);
  if (!gap.ok || one.length !== other.length) return false;
  const { from, to } = gap.value;
  return one.subarray(0, from).equals(other.subarray(0, from)) && one.subarray(to).equals(other.subarray(to));
}

test("twenty documents, each changed in every way that the field knows: the seal says so", async () => {
  const files = await Promise.all(Array.from({ length: 20 }, (_, at) => sealed(`Overeenkomst ${at}`)));
  const missed = files.flatMap((file, index) => {
    const other = files[(index + 1) % files.length] ?? file;
    return attacks(file, pdfSaying(`Overeenkomst ${index}`), other, index)
      .filter(([, bytes]) => !isSignedPartSame(file, bytes) && stateOf(bytes) === "valid")
      .map(([name]) => `${name} of ${index}`);
  });
  expect(missed).toEqual([]);
  expect(files.map(stateOf)).toEqual(files.map(() => "valid"));
});

/** What poppler's `pdfsig` says of a file: its words, since its exit code is 0 for nearly everything. Null where it is not installed. */
function pdfsigSays(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile("pdfsig", [file], (error, stdout, stderr) => {
      resolve(error?.code === "ENOENT" ? null : stdout + stderr);
    });
  });
}

test("an independent program (pdfsig) finds each of the twenty whole, and each change of its signed part", async ({
  skip,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), "tegoed-seal-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const isWhole = async (name: string, bytes: Buffer): Promise<boolean> => {
    const file = path.join(folder, `${name}.pdf`);
    await writeFile(file, bytes);
    const said = await pdfsigSays(file);
    if (said === null) return skip("pdfsig (of poppler-utils) is not installed: nothing to ask");
    return said.includes("Signature is Valid") && !/not total document signed/i.test(said);
  };
  const files = await Promise.all(Array.from({ length: 20 }, (_, at) => sealed(`Overeenkomst ${at}`)));
  const missed: string[] = [];
  for (const [index, file] of files.entries()) {
    if (!(await isWhole(`whole-${index}`, file))) missed.push(`whole ${index}`);
    const other = files[(index + 1) % files.length] ?? file;
    const changed = attacks(file, pdfSaying(`Overeenkomst ${index}`), other, index).filter(
      ([, bytes]) => !isSignedPartSame(file, bytes),
    );
    const answers = await Promise.all(
      changed.map(async ([name, bytes], at) => ((await isWhole(`${index}-${at}`, bytes)) ? [name] : [])),
    );
    missed.push(...answers.flat().map((name) => `${name} of ${index}`));
  }
  expect(missed).toEqual([]);
}, 60_000);
