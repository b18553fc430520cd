import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  hkdfSync,
  randomBytes,
  webcrypto,
  X509Certificate,
  type KeyObject,
} from "node:crypto";
import { readFile } from "node:fs/promises";

import * as asn1 from "asn1js";
import * as pki from "pkijs";

import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import {
  findNewestSeal,
  insertSeal,
  lockSeals,
  type StoredSeal,
} from "#app/agreements/store/seal-store.server.ts";

/** What seals a file: the key, and the certificates as DER, the signer's own first. */
export type SealKey = { key: KeyObject; certificates: Buffer[]; fingerprint: string; selfMade: boolean };

// The library's global engine is replaced by the PDF library's, so that each call is given this one.
export const cryptoEngine = new pki.CryptoEngine({ name: "own", crypto: webcrypto as Crypto });

/**
 * The key that seals: of the settings SEAL_KEY_FILE and SEAL_CERTIFICATE_FILE, or else a self-made one that is made once and kept in the
 * database, its key encrypted with AUTH_SECRET. Throws where the settings' key does not fit its certificate or that is not valid now.
 */
export async function findSealKey(): Promise<SealKey> {
  const { sealKeyFile, sealCertificateFile } = env();
  if (sealKeyFile && sealCertificateFile) return readSettings(sealKeyFile, sealCertificateFile);
  const kept = await asSystem((tx) => findNewestSeal(tx, now()));
  if (kept?.privateKey) return fromStored(kept, kept.privateKey);
  const made = await makeSeal();
  const seal = await asSystem(async (tx) => {
    await lockSeals(tx);
    const other = await findNewestSeal(tx, now());
    if (other?.privateKey) return other;
    await insertSeal(tx, made);
    return made;
  });
  return fromStored(seal, seal.privateKey ?? "");
}

async function readSettings(keyFile: string, certificateFile: string): Promise<SealKey> {
  const [keyText, chainText] = await Promise.all([readFile(keyFile), readFile(certificateFile, "utf8")]);
  const key = createPrivateKey(keyText);
  const chain = chainText.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const certificates = chain.map((pem) => new X509Certificate(pem));
  const [own] = certificates;
  if (!own?.checkPrivateKey(key))
    throw new Error("SEAL_KEY_FILE does not fit the first certificate of SEAL_CERTIFICATE_FILE.");
  if (key.asymmetricKeyType !== "rsa") throw new Error("SEAL_KEY_FILE must hold an RSA key.");
  const [from, until] = [new Date(own.validFrom), new Date(own.validTo)];
  if (from > now() || until < now())
    throw new Error("The certificate of SEAL_CERTIFICATE_FILE is not valid now.");
  const seal = {
    certificate: own.raw,
    privateKey: null,
    selfMade: false,
    createdAt: now(),
    validUntil: until,
  };
  await asSystem((tx) => insertSeal(tx, seal));
  return {
    key,
    certificates: certificates.map(({ raw }) => raw),
    fingerprint: fingerprintOf(own.raw),
    selfMade: false,
  };
}

function fromStored({ certificate, selfMade }: StoredSeal, encrypted: string): SealKey {
  const key = createPrivateKey(decrypt(encrypted));
  return { key, certificates: [certificate], fingerprint: fingerprintOf(certificate), selfMade };
}

/** A certificate's SHA-256 in hex. */
export function fingerprintOf(certificate: Uint8Array): string {
  return createHash("sha256").update(certificate).digest("hex");
}

const yearMs = 365 * 86_400_000;

/** A certificate that nobody but its own key vouches for: it shows that a file is whole, not who the MSP is. */
async function makeSeal(): Promise<StoredSeal> {
  const msp = await asSystem(requireMsp);
  const way = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const pair = await webcrypto.subtle.generateKey(way, true, ["sign", "verify"]);
  const [createdAt, validUntil] = [now(), new Date(now().getTime() + 10 * yearMs)];
  const certificate = new pki.Certificate({ version: 2 });
  certificate.serialNumber = new asn1.Integer({ valueHex: positive(randomBytes(16)) });
  const name = new asn1.Utf8String({ value: `${msp.legalName} (self-made seal)` });
  for (const part of [certificate.subject, certificate.issuer])
    part.typesAndValues.push(new pki.AttributeTypeAndValue({ type: "2.5.4.3", value: name }));
  certificate.notBefore.value = new Date(createdAt.getTime() - 86_400_000);
  certificate.notAfter.value = validUntil;
  certificate.extensions = [
    extension("2.5.29.19", true, new pki.BasicConstraints({ cA: false }).toSchema().toBER()),
    // digitalSignature and nonRepudiation
    extension(
      "2.5.29.15",
      true,
      new asn1.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(),
    ),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, cryptoEngine);
  await certificate.sign(pair.privateKey, "SHA-256", cryptoEngine);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)).toString("base64");
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  return {
    certificate: Buffer.from(certificate.toSchema(true).toBER()),
    privateKey: encrypt(pem),
    ...{ selfMade: true, createdAt, validUntil },
  };
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): pki.Extension {
  return new pki.Extension({ extnID, critical, extnValue });
}

/** Bytes that ASN.1 reads as a number above zero. */
function positive(bytes: Buffer): ArrayBuffer {
  const own = new Uint8Array(bytes);
  own[0] = ((own[0] ?? 0) & 0x3f) | 0x40;
  return own.buffer;
}

function secret(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().authSecret, "", "agreement seal key", 32));
}

function encrypt(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret(), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url")).join(".");
}

function decrypt(text: string): string {
  const [nonce, tag, sealed] = text.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !sealed) throw new Error("the seal's key can't be read");
  const decipher = createDecipheriv("aes-256-gcm", secret(), nonce);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
}
