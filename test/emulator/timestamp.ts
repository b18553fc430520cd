import { webcrypto } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";

import * as asn1 from "asn1js";
import * as pki from "pkijs";

/** How the stand-in answers: a token, a refusal, a broken server, no answer at all, a token over something else, or for another question. */
type TimestampMode = "ok" | "refuse" | "down" | "hang" | "wrong-imprint" | "wrong-nonce";

export type TimestampAuthority = {
  url: string;
  /** Its certificate as PEM, which vouches for itself. */
  rootsPem: string;
  answer: (mode: TimestampMode) => void;
  close: () => Promise<void>;
};

const engine = new pki.CryptoEngine({ name: "stand-in", crypto: globalThis.crypto });
const host = "127.0.0.1";

/** Starts a timestamp authority (RFC 3161) on this computer, with a certificate of its own, which is written to a file where one is named. */
export async function startTimestampAuthority(
  options: { rootsFile?: string; at?: () => Date } = {},
): Promise<TimestampAuthority> {
  if (process.env["NODE_ENV"] === "production") throw new Error("the stand-in doesn't run in production");
  const { at = () => new Date() } = options;
  const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const certificate = await makeCertificate(keys);
  const pem = toPem(certificate);
  if (options.rootsFile) await writeFile(options.rootsFile, pem);
  let mode: TimestampMode = "ok";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (mode === "hang") return;
      if (mode === "down") {
        response.writeHead(500).end();
        return;
      }
      void answer(Buffer.concat(chunks), mode, { keys, certificate, at: at() }).then((bytes) =>
        response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(bytes),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `http://${host}:${String(port)}`,
    rootsPem: pem,
    answer: (next) => (mode = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function makeCertificate(keys: webcrypto.CryptoKeyPair): Promise<pki.Certificate> {
  const certificate = new pki.Certificate({ version: 2 });
  certificate.serialNumber = new asn1.Integer({ value: 1 });
  const name = new asn1.Utf8String({ value: "Timestamps of the demo" });
  for (const part of [certificate.subject, certificate.issuer])
    part.typesAndValues.push(new pki.AttributeTypeAndValue({ type: "2.5.4.3", value: name }));
  certificate.notBefore.value = new Date("2020-01-01T00:00:00Z");
  certificate.notAfter.value = new Date("2049-01-01T00:00:00Z");
  const uses = new pki.ExtKeyUsage({ keyPurposes: ["1.3.6.1.5.5.7.3.8"] });
  certificate.extensions = [
    new pki.Extension({ extnID: "2.5.29.37", critical: true, extnValue: uses.toSchema().toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign(keys.privateKey, "SHA-256", engine);
  return certificate;
}

function toPem(certificate: pki.Certificate): string {
  const text = Buffer.from(certificate.toSchema(true).toBER()).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${(text.match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`;
}

type Signer = { keys: webcrypto.CryptoKeyPair; certificate: pki.Certificate; at: Date };

async function answer(question: Buffer, mode: TimestampMode, signer: Signer): Promise<Buffer> {
  const request = pki.TimeStampReq.fromBER(new Uint8Array(question));
  const status = new pki.PKIStatusInfo({ status: mode === "refuse" ? 2 : 0 });
  const token = mode === "refuse" ? null : await makeToken(request, mode, signer);
  const response = new pki.TimeStampResp({ status, ...(token && { timeStampToken: token }) });
  return Buffer.from(response.toSchema().toBER());
}

async function makeToken(
  { messageImprint, nonce }: pki.TimeStampReq,
  mode: TimestampMode,
  { keys, certificate, at }: Signer,
): Promise<pki.ContentInfo> {
  const other = new pki.MessageImprint({
    hashAlgorithm: messageImprint.hashAlgorithm,
    hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(32).buffer }),
  });
  const answered = mode === "wrong-nonce" ? new asn1.Integer({ value: 7 }) : nonce;
  const info = new pki.TSTInfo({
    version: 1,
    policy: "1.2.3.4.1",
    messageImprint: mode === "wrong-imprint" ? other : messageImprint,
    serialNumber: new asn1.Integer({ value: 1 }),
    genTime: at,
    ...(answered && { nonce: answered }),
  });
  const content = info.toSchema().toBER();
  const signed = new pki.SignedData({
    version: 3,
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: "1.2.840.113549.1.9.16.1.4" }),
    certificates: [certificate],
    signerInfos: [
      new pki.SignerInfo({
        version: 1,
        sid: new pki.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new pki.SignedAndUnsignedAttributes({
          type: 0,
          attributes: await attributes(content, certificate),
        }),
      }),
    ],
  });
  // As a parameter it would become a constructed string, which the library itself can't read.
  signed.encapContentInfo.eContent = new asn1.OctetString({ valueHex: content });
  await signed.sign(keys.privateKey, 0, "SHA-256", undefined, engine);
  return new pki.ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: signed.toSchema(true) });
}

/** Content type, digest, and the certificate that signs. */
async function attributes(content: ArrayBuffer, certificate: pki.Certificate): Promise<pki.Attribute[]> {
  const sum = (bytes: ArrayBuffer): Promise<ArrayBuffer> => webcrypto.subtle.digest("SHA-256", bytes);
  const octets = (valueHex: ArrayBuffer): asn1.OctetString => new asn1.OctetString({ valueHex });
  const sequence = (...value: asn1.BaseBlock[]): asn1.Sequence => new asn1.Sequence({ value });
  const attribute = (type: string, value: asn1.BaseBlock): pki.Attribute =>
    new pki.Attribute({ type, values: [value] });
  const named = octets(await sum(certificate.toSchema(true).toBER()));
  return [
    attribute("1.2.840.113549.1.9.3", new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.9.16.1.4" })),
    attribute("1.2.840.113549.1.9.4", octets(await sum(content))),
    attribute("1.2.840.113549.1.9.16.2.47", sequence(sequence(sequence(named)))),
  ];
}
