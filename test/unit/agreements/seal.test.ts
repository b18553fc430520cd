import { createPrivateKey } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import type { SealKey } from "#app/agreements/seal/certificate.server.ts";
import { fingerprintOf, makeCertificate } from "#app/agreements/seal/make-certificate.server.ts";
import { readSeal } from "#app/agreements/seal/read-seal.server.ts";
import { sealPdf } from "#app/agreements/seal/seal-pdf.server.ts";

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
