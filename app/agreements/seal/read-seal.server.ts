import { createHash, verify, X509Certificate } from "node:crypto";

import * as asn1 from "asn1js";
import * as pki from "pkijs";

import { fingerprintOf } from "./make-certificate.server.ts";
import { findGap, type GapProblem } from "./signature-gap.ts";

const oid = {
  signedData: "1.2.840.113549.1.7.2",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.47",
};

export type SealState =
  | GapProblem
  /** What stands in the hole is no signature of ours. */
  | "unreadable"
  /** The signed bytes are not those that were sealed. */
  | "digest-differs"
  /** The signature is not by the certificate that it names. */
  | "wrong-signature"
  /** A good signature, by a certificate that never sealed here. */
  | "foreign-certificate"
  | "valid";

/** How a file's seal stands. `sealHash` (hex) names the signature, which a changed copy still carries; null where none can be read. */
export type ReadSeal = { state: SealState; sealHash: string | null };

/** Checks the seal of a file against the certificates (fingerprints in hex) that sealed here. It says what is wrong; whether a file is ours is for its own hash to say. */
export function readSeal(file: Buffer, fingerprints: readonly string[]): ReadSeal {
  const gap = findGap(file);
  if (!gap.ok) return { state: gap.refusal, sealHash: anySealHash(file) };
  const { from, to } = gap.value;
  const der = Buffer.from(file.toString("latin1", from + 1, to - 1), "hex");
  const signed = Buffer.concat([file.subarray(0, from), file.subarray(to)]);
  return { state: stateOf(der, signed, fingerprints), sealHash: hashOfSeal(der) };
}

/** The fingerprint (hex) of the certificate that a file's seal names first; null where there is no seal to read. */
export function fingerprintInSeal(file: Buffer): string | null {
  const gap = findGap(file);
  if (!gap.ok) return null;
  const der = Buffer.from(file.toString("latin1", gap.value.from + 1, gap.value.to - 1), "hex");
  const [own] = certificatesOf(parse(der));
  return own ? fingerprintOf(own) : null;
}

function certificatesOf(cms: pki.SignedData | null): Buffer[] {
  return (cms?.certificates ?? []).flatMap((one) =>
    one instanceof pki.Certificate ? [Buffer.from(one.toSchema().toBER())] : [],
  );
}

function stateOf(der: Buffer, signed: Buffer, fingerprints: readonly string[]): SealState {
  const cms = parse(der);
  const [signer, ...others] = cms?.signerInfos ?? [];
  if (!cms || !signer?.signedAttrs || others.length > 0 || cms.encapContentInfo.eContent) return "unreadable";
  const [own] = certificatesOf(cms);
  const digest = onlyValue(signer.signedAttrs, oid.messageDigest);
  const named = onlyValue(signer.signedAttrs, oid.signingCertificate);
  if (!own || !(digest instanceof asn1.OctetString) || !named) return "unreadable";
  if (!bytesOf(digest).equals(createHash("sha256").update(signed).digest())) return "digest-differs";
  const fingerprint = fingerprintOf(own);
  if (!Buffer.from(named.toBER()).includes(Buffer.from(fingerprint, "hex"))) return "wrong-signature";
  const attributes = Buffer.from(signer.signedAttrs.encodedValue);
  const isSigned = verify(
    "sha256",
    attributes,
    new X509Certificate(own).publicKey,
    bytesOf(signer.signature),
  );
  if (!isSigned) return "wrong-signature";
  return fingerprints.includes(fingerprint) ? "valid" : "foreign-certificate";
}

/** The CMS structure of some bytes, after which only zeros may follow; null for anything else. */
function parse(der: Buffer): pki.SignedData | null {
  try {
    const read = asn1.fromBER(new Uint8Array(der));
    if (read.offset < 0 || der.subarray(read.offset).some((byte) => byte !== 0)) return null;
    const content = new pki.ContentInfo({ schema: read.result });
    return content.contentType === oid.signedData ? new pki.SignedData({ schema: content.content }) : null;
  } catch {
    return null;
  }
}

function onlyValue(attributes: pki.SignedAndUnsignedAttributes, type: string): asn1.BaseBlock | null {
  const found = attributes.attributes.filter((one) => one.type === type);
  const value: unknown = found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : null;
  return value instanceof asn1.BaseBlock ? value : null;
}

function bytesOf(block: asn1.OctetString): Buffer {
  return Buffer.from(block.valueBlock.valueHexView);
}

/** The hash of the signature without the zeros that fill its room. */
function hashOfSeal(der: Buffer): string {
  let end = der.length;
  while (end > 0 && der[end - 1] === 0) end -= 1;
  return createHash("sha256").update(der.subarray(0, end)).digest("hex");
}

/** The hash of the first long signature that a damaged file still has. */
function anySealHash(file: Buffer): string | null {
  const hex = /\/Contents <([0-9a-fA-F]{1024,})/.exec(file.toString("latin1"))?.[1];
  return hex === undefined
    ? null
    : hashOfSeal(Buffer.from(hex.slice(0, hex.length - (hex.length % 2)), "hex"));
}
