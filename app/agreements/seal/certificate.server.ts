import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  hkdfSync,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from "node:crypto";
import { readFile } from "node:fs/promises";

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

import { fingerprintOf, makeCertificate } from "./make-certificate.server.ts";

/** What seals a file: the key, and the certificates as DER, the signer's own first. */
export type SealKey = { key: KeyObject; certificates: Uint8Array[]; fingerprint: string; selfMade: boolean };

/**
 * The key that seals: of the settings SEAL_KEY_FILE and SEAL_CERTIFICATE_FILE, or else a self-made one that is made once and kept in the
 * database, its key encrypted with AUTH_SECRET. Throws where the settings' key does not fit its certificate or that is not valid now.
 */
export async function findSealKey(): Promise<SealKey> {
  const { sealKeyFile, sealCertificateFile } = env();
  if (sealKeyFile && sealCertificateFile) return readSettings(sealKeyFile, sealCertificateFile);
  const kept = await asSystem((tx) => findNewestSeal(tx, now()));
  const known = kept && fromStored(kept);
  if (known) return known;
  const made = await makeSeal();
  const seal = await asSystem(async (tx) => {
    await lockSeals(tx);
    const other = await findNewestSeal(tx, now());
    if (other && fromStored(other)) return other;
    await insertSeal(tx, made);
    return made;
  });
  const key = fromStored(seal);
  if (!key) throw new Error("the seal's key can't be read");
  return key;
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

/** A kept key; null where it was encrypted with another AUTH_SECRET: then a new one is made, and what the old one sealed stays valid. */
function fromStored({ certificate, privateKey, selfMade }: StoredSeal): SealKey | null {
  const pem = privateKey && decrypt(privateKey);
  if (!pem) return null;
  return {
    key: createPrivateKey(pem),
    certificates: [certificate],
    fingerprint: fingerprintOf(certificate),
    selfMade,
  };
}

async function makeSeal(): Promise<StoredSeal> {
  const msp = await asSystem(requireMsp);
  const createdAt = now();
  const { certificate, keyPem, validUntil } = await makeCertificate(msp.legalName, createdAt);
  return { certificate, privateKey: encrypt(keyPem), selfMade: true, createdAt, validUntil };
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

function decrypt(text: string): string | null {
  const [nonce, tag, sealed] = text.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !sealed) return null;
  const decipher = createDecipheriv("aes-256-gcm", secret(), nonce);
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
