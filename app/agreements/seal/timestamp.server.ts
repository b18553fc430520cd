import { createHash, randomBytes, verify, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

import * as asn1 from "asn1js";
import * as pki from "pkijs";

import { env } from "#app/platform/env.server.ts";

const oid = {
  sha256: "2.16.840.1.101.3.4.2.1",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  forTimestamps: "1.3.6.1.5.5.7.3.8",
};
const digests: Record<string, string> = {
  [oid.sha256]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const timeoutMs = 5000;
const mostBytes = 100_000;

/** A timestamp authority (RFC 3161) and the certificates that vouch for it. */
export type Authority = { url: string; roots: X509Certificate[] };

/** A token over a SHA-256: the instant that it proves, and who says so. */
export type Timestamp = { token: Buffer; at: Date; authority: string };

/** The authority of the settings TIMESTAMP_URL and TIMESTAMP_ROOTS_FILE; null unless both are set. */
export async function findAuthority(): Promise<Authority | null> {
  const { timestampUrl, timestampRootsFile } = env();
  if (!timestampUrl || !timestampRootsFile) return null;
  const text = await readFile(timestampRootsFile, "utf8");
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return { url: timestampUrl, roots: found.map((pem) => new X509Certificate(pem)) };
}

/** Asks an authority for a token over a SHA-256, in 5 s. Throws where it gives none, or one that does not hold: over something else, for another question, or by a certificate that the roots don't vouch for. */
export async function requestTimestamp({ url, roots }: Authority, digest: Buffer): Promise<Timestamp> {
  const nonce = randomBytes(8);
  // ASN.1 reads it as a number above zero, without a byte too many.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query" },
    body: new Uint8Array(question(digest, nonce)),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`the timestamp authority answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > mostBytes) throw new Error("the timestamp authority answered too much");
  const token = readAnswer(bytes);
  const read = readTimestamp(token, digest, roots);
  if (!read.nonce?.equals(nonce)) throw new Error("the timestamp answers another question");
  return { token, at: read.at, authority: read.authority };
}

function question(digest: Buffer, nonce: Buffer): Buffer {
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: oid.sha256 }),
      hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/** The token of an answer, as the very bytes that came. */
function readAnswer(bytes: Buffer): Buffer {
  const { result, offset } = asn1.fromBER(new Uint8Array(bytes));
  if (offset < 0 || !(result instanceof asn1.Sequence))
    throw new Error("the timestamp's answer is unreadable");
  const { status } = new pki.TimeStampResp({ schema: result }).status;
  const token = result.valueBlock.value[1];
  if (status > 1 || !token) throw new Error(`the timestamp authority refused: status ${status}`);
  return Buffer.from(token.valueBeforeDecodeView);
}

/** What a token over a SHA-256 proves; throws where it does not hold for these roots. Its certificate counts as of the time that it names. */
export function readTimestamp(
  token: Buffer,
  digest: Buffer,
  roots: readonly X509Certificate[],
): { at: Date; authority: string; nonce: Buffer | null } {
  const content = pki.ContentInfo.fromBER(new Uint8Array(token));
  const cms = new pki.SignedData({ schema: content.content });
  const { eContentType, eContent } = cms.encapContentInfo;
  const [signer, ...others] = cms.signerInfos;
  if (eContentType !== oid.tstInfo || !eContent || !signer?.signedAttrs || others.length > 0)
    throw new Error("the timestamp is no RFC 3161 token");
  const said = Buffer.from(eContent.getValue());
  const info = pki.TSTInfo.fromBER(new Uint8Array(said));
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== oid.sha256 || !bytesOf(hashedMessage).equals(digest))
    throw new Error("the timestamp is over something else");
  const hash = digests[signer.digestAlgorithm.algorithmId];
  const saidHash = onlyValue(signer.signedAttrs, oid.messageDigest);
  if (!hash || !(saidHash instanceof asn1.OctetString) || !bytesOf(saidHash).equals(sum(hash, said)))
    throw new Error("the timestamp's digest differs");
  const known = (cms.certificates ?? []).flatMap((one) =>
    one instanceof pki.Certificate ? [new X509Certificate(Buffer.from(one.toSchema().toBER()))] : [],
  );
  const attributes = Buffer.from(signer.signedAttrs.encodedValue);
  const own = known.find((one) => verify(hash, attributes, one.publicKey, bytesOf(signer.signature)));
  if (!own || !names(signer.signedAttrs, own)) throw new Error("the timestamp's signature is wrong");
  if (!own.keyUsage?.includes(oid.forTimestamps))
    throw new Error("the timestamp's certificate is for other uses");
  if (!isVouchedFor(own, known, roots, info.genTime))
    throw new Error("the timestamp's certificate is not trusted");
  const { nonce, genTime } = info;
  return {
    at: genTime,
    authority: /(?:^|\n)(?:CN|O)=(.+)/.exec(own.subject)?.[1] ?? own.subject,
    nonce: nonce ? Buffer.from(nonce.valueBlock.valueHexView) : null,
  };
}

/** Tells whether the signature names the certificate that made it. */
function names(attributes: pki.SignedAndUnsignedAttributes, { raw }: X509Certificate): boolean {
  const v2 = onlyValue(attributes, oid.signingCertificateV2);
  const named = v2 ?? onlyValue(attributes, oid.signingCertificate);
  if (!named) return false;
  const bytes = Buffer.from(named.toBER());
  return (v2 ? ["sha256", "sha384", "sha512"] : ["sha1"]).some((hash) => bytes.includes(sum(hash, raw)));
}

/** Tells whether a chain of certificates that were valid at an instant leads from one to a root. */
function isVouchedFor(
  own: X509Certificate,
  known: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): boolean {
  let present: X509Certificate | undefined = own;
  for (let step = 0; present && step <= known.length; step += 1) {
    const child: X509Certificate = present;
    if (new Date(child.validFrom) > at || new Date(child.validTo) < at) return false;
    const issued = (by: X509Certificate): boolean => child.checkIssued(by) && child.verify(by.publicKey);
    if (roots.some((root) => root.raw.equals(child.raw) || issued(root))) return true;
    present = known.find((one) => one.ca && !one.raw.equals(child.raw) && issued(one));
  }
  return false;
}

function onlyValue(attributes: pki.SignedAndUnsignedAttributes, type: string): asn1.BaseBlock | null {
  const found = attributes.attributes.filter((one) => one.type === type);
  const value: unknown = found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : null;
  return value instanceof asn1.BaseBlock ? value : null;
}

function bytesOf(block: asn1.OctetString): Buffer {
  return Buffer.from(block.valueBlock.valueHexView);
}

function sum(hash: string, bytes: Uint8Array): Buffer {
  return createHash(hash).update(bytes).digest();
}
