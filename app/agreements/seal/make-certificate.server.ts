import { createHash, randomBytes, webcrypto } from "node:crypto";

import * as asn1 from "asn1js";
import * as pki from "pkijs";

// The library's global engine is replaced by the PDF library's, so that each call is given this one.
export const cryptoEngine = new pki.CryptoEngine({ name: "own", crypto: globalThis.crypto });

const dayMs = 86_400_000;

/** A certificate as DER, and its RSA key as PEM. */
export type MadeCertificate = { certificate: Buffer; keyPem: string; validUntil: Date };

/** Makes a certificate that nobody but its own key vouches for: it shows that a file is whole, not who its owner is. Ten years from a day before `at`. */
export async function makeCertificate(owner: string, at: Date, bits = 3072): Promise<MadeCertificate> {
  const way = {
    ...{ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: bits },
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const pair = await webcrypto.subtle.generateKey(way, true, ["sign", "verify"]);
  const validUntil = new Date(at.getTime() + 3650 * dayMs);
  const certificate = new pki.Certificate({ version: 2 });
  certificate.serialNumber = new asn1.Integer({ valueHex: positive(randomBytes(16)) });
  const name = new asn1.Utf8String({ value: `${owner} (self-made seal)` });
  for (const part of [certificate.subject, certificate.issuer])
    part.typesAndValues.push(new pki.AttributeTypeAndValue({ type: "2.5.4.3", value: name }));
  certificate.notBefore.value = new Date(at.getTime() - dayMs);
  certificate.notAfter.value = validUntil;
  certificate.extensions = [
    extension("2.5.29.19", new pki.BasicConstraints({ cA: false }).toSchema().toBER()),
    // digitalSignature and nonRepudiation
    extension(
      "2.5.29.15",
      new asn1.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(),
    ),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, cryptoEngine);
  await certificate.sign(pair.privateKey, "SHA-256", cryptoEngine);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)).toString("base64");
  return {
    certificate: Buffer.from(certificate.toSchema(true).toBER()),
    keyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    validUntil,
  };
}

function extension(extnID: string, extnValue: ArrayBuffer): pki.Extension {
  return new pki.Extension({ extnID, critical: true, extnValue });
}

/** Bytes that ASN.1 reads as a number above zero. */
function positive(bytes: Buffer): ArrayBuffer {
  const own = new Uint8Array(bytes);
  own[0] = ((own[0] ?? 0) & 0x3f) | 0x40;
  return own.buffer;
}

/** A certificate's SHA-256 in hex. */
export function fingerprintOf(certificate: Uint8Array): string {
  return createHash("sha256").update(certificate).digest("hex");
}
