import { createHash, webcrypto } from "node:crypto";

import { PDF } from "@libpdf/core";
import * as asn1 from "asn1js";
import * as pki from "pkijs";

import type { SealKey } from "./certificate.server.ts";
import { cryptoEngine } from "./make-certificate.server.ts";
import { findGap } from "./signature-gap.ts";

const oid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.47",
};

/** Bytes that the file keeps for the signature: a chain of certificates and, later, a timestamp fit in. */
const roomBytes = 24_576;

declare module "#app/platform/pdf/papers.ts" {
  interface PdfWorks {
    "agreement-seal": SealInput;
  }
}

export type SealInput = {
  /** The very bytes that people signed: they stay the first bytes of the sealed file. */
  shown: Uint8Array;
  /** The pages that say who signed, as a PDF. */
  sheet: Uint8Array;
  /** The evidence as JSON, attached to the file. */
  evidence: Uint8Array;
  seal: SealKey;
  /** The instant that the file carries; with it and an RSA key the same input is the same bytes. */
  at: Date;
};

/** Appends evidence sheet, evidence and a PAdES seal (baseline B) to a document, in one update. */
export async function sealPdf({ shown, sheet, evidence, seal, at }: SealInput): Promise<Buffer> {
  const pdf = await PDF.load(shown);
  const pages = await PDF.load(sheet);
  await pdf.copyPagesFrom(pages, [...Array(pages.getPageCount()).keys()]);
  pdf.attachments.add("evidence.json", evidence, {
    mimeType: "application/json",
    createdAt: at,
    modifiedAt: at,
  });
  // The library's own signature names a time that PAdES forbids: it only keeps the room, and ours goes in.
  const shape = {
    certificate: new Uint8Array(seal.certificates[0] ?? []),
    keyType: "RSA" as const,
    signatureAlgorithm: "RSASSA-PKCS1-v1_5" as const,
    sign: () => Promise.resolve(new Uint8Array(1)),
  };
  const { bytes } = await pdf.sign({
    ...{ signer: shape, fieldName: "Seal", signingTime: at, reason: "Sealed", estimatedSize: roomBytes },
  });
  const file = Buffer.from(bytes);
  const gap = findGap(file);
  if (!gap.ok) throw new Error(`the sealed file has no room for its seal: ${gap.refusal}`);
  const digest = sha256(file.subarray(0, gap.value.from), file.subarray(gap.value.to));
  return fillGap(file, gap.value, await signDigest(digest, seal));
}

/** A detached CMS signature over a digest: content type, digest and signing certificate, and no time. */
async function signDigest(digest: Buffer, { key, certificates }: SealKey): Promise<Buffer> {
  const parsed = certificates.map((der) => pki.Certificate.fromBER(new Uint8Array(der)));
  const [own] = parsed;
  if (!own) throw new Error("no certificate seals");
  const { issuer, serialNumber } = own;
  const names = new pki.GeneralNames({ names: [new pki.GeneralName({ type: 4, value: issuer })] });
  const issuerSerial = new pki.IssuerSerial({ issuer: names, serialNumber });
  const certificateId = sequence(octets(sha256(certificates[0] ?? Buffer.alloc(0))), issuerSerial.toSchema());
  const attributes = [
    attribute(oid.contentType, new asn1.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, octets(digest)),
    attribute(oid.signingCertificate, sequence(sequence(certificateId))),
  ];
  const signed = new pki.SignedData({
    version: 1,
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: parsed,
    signerInfos: [
      new pki.SignerInfo({
        version: 1,
        sid: new pki.IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new pki.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const way = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const signingKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, way, false, ["sign"]);
  await signed.sign(signingKey, 0, "SHA-256", undefined, cryptoEngine);
  const content = new pki.ContentInfo({ contentType: oid.signedData, content: signed.toSchema() });
  return Buffer.from(content.toSchema().toBER());
}

function fillGap(file: Buffer, { from, to }: { from: number; to: number }, der: Buffer): Buffer {
  const hex = der.toString("hex");
  const room = to - from - 2;
  if (hex.length > room) throw new Error("the seal does not fit its room");
  return Buffer.concat([
    file.subarray(0, from + 1),
    Buffer.from(hex.padEnd(room, "0"), "latin1"),
    file.subarray(to - 1),
  ]);
}

const sequence = (...value: asn1.BaseBlock[]): asn1.Sequence => new asn1.Sequence({ value });
const octets = (bytes: Buffer): asn1.OctetString =>
  new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer });
const attribute = (type: string, value: asn1.BaseBlock): pki.Attribute =>
  new pki.Attribute({ type, values: [value] });

function sha256(...parts: Uint8Array[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
}
