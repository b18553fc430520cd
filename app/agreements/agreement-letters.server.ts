import { listMoneyStaff } from "#app/clients/parties-store.server.ts";
import { requirePerson } from "#app/identity/people-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { messageIdOf } from "#app/platform/mail/mailer.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";

import type { Agreement, Signer } from "./agreement.ts";
import { whoseTurn } from "./rules/signing.ts";
import { findAgreement, lockAgreement, type AgreementKey } from "./store/agreement-store.server.ts";
import { appendEvidence } from "./store/evidence-store.server.ts";

/** Writes to those whose turn it is to sign, once each. */
export function writeToSigners({ id }: AgreementKey): Promise<void> {
  return asSystem(async (tx) => {
    const agreement = await lockAgreement(tx, id);
    if (agreement?.state !== "open") return;
    for (const signer of whoseTurn(agreement.signers)) {
      const messageId = await writeAskToSign(tx, agreement, signer, 0);
      if (messageId === null) continue;
      await appendEvidence(tx, agreement, {
        ...{ kind: "asked", at: now(), signerId: signer.id },
        content: { name: signer.name, email: signer.email, messageId },
      });
    }
  });
}

/** The email that asks somebody to sign; `reminder` counts from 1, 0 is the first email. Answers its Message-ID; null where it was written before. */
export async function writeAskToSign(
  tx: Tx,
  agreement: Agreement,
  signer: Signer,
  reminder: number,
): Promise<string | null> {
  const { locale } = await requirePerson(tx, signer.userId);
  const msp = await requireMsp(tx);
  const letterId = await queueLetter(tx, {
    template: "agreement-to-sign",
    key: `agreement:${agreement.id}:sign:${signer.id}:${reminder}`,
    clientId: agreement.clientId,
    to: signer.email,
    locale,
    props: {
      name: signer.name,
      mspName: msp.name,
      company: signer.company,
      title: agreement.title,
      number: agreement.number,
      url: pageOf(agreement, signer.side),
      expiresAt: agreement.expiresAt?.toISOString() ?? null,
      zone: agreement.clientZone,
      reminder: reminder > 0,
    },
  });
  return letterId && messageIdOf(letterId);
}

/** Sends the sealed file to everybody who signed, and to the MSP's money staff where nobody of the MSP did; once each. */
export async function writeSigned(tx: Tx, agreement: Agreement): Promise<void> {
  const msp = await requireMsp(tx);
  for (const reader of await signedReaders(tx, agreement))
    await queueLetter(tx, {
      template: "agreement-signed",
      key: `agreement:${agreement.id}:signed:${reader.userId}`,
      clientId: agreement.clientId,
      to: reader.email,
      locale: reader.locale,
      props: {
        name: reader.name,
        mspName: msp.name,
        title: agreement.title,
        number: agreement.number,
        url: pageOf(agreement, reader.side),
        signers: agreement.signers.map(({ name, company }) => ({ name, company })),
        clientId: agreement.clientId,
        agreementId: agreement.id,
      },
    });
}

type Reader = Pick<Signer, "userId" | "name" | "email" | "side"> & { locale: Locale };

async function signedReaders(tx: Tx, { signers }: Agreement): Promise<Reader[]> {
  const readers = new Map<string, Reader>();
  for (const signer of signers)
    readers.set(signer.userId, { ...signer, locale: (await requirePerson(tx, signer.userId)).locale });
  if (!signers.some(({ side }) => side === "msp"))
    for (const person of await listMoneyStaff(tx)) readers.set(person.userId, { ...person, side: "msp" });
  return [...readers.values()];
}

/** Tells the MSP, and the others who were to sign, that an agreement ended unsigned. */
export function tellEnded({ id }: AgreementKey): Promise<void> {
  return asSystem(async (tx) => {
    const agreement = await findAgreement(tx, id);
    if (!agreement) return;
    const { state } = agreement;
    if (state !== "declined" && state !== "withdrawn" && state !== "expired") return;
    const msp = await requireMsp(tx);
    const declined = agreement.signers.find((signer) => signer.state === "declined");
    const staff = (await listMoneyStaff(tx)).map((person) => ({ ...person, side: "msp" as const }));
    const signers = [];
    for (const signer of agreement.signers.filter(({ state: one }) => one !== "declined"))
      signers.push({ ...signer, locale: (await requirePerson(tx, signer.userId)).locale });
    const readers = new Map([...staff, ...signers].map((reader) => [reader.email, reader]));
    for (const reader of readers.values())
      await queueLetter(tx, {
        template: "agreement-ended",
        key: `agreement:${agreement.id}:ended:${reader.userId}`,
        clientId: agreement.clientId,
        to: reader.email,
        locale: reader.locale,
        props: {
          name: reader.name,
          mspName: msp.name,
          clientName: agreement.clientName,
          title: agreement.title,
          number: agreement.number,
          url: pageOf(agreement, reader.side),
          end: state,
          who: declined?.name ?? null,
          reason: declined?.reason ?? null,
        },
      });
  });
}

function pageOf({ id }: Agreement, side: "client" | "msp"): string {
  return `${env().origin}${side === "client" ? "" : "/staff"}/agreements/${id}`;
}

/** The whole days since a signer could sign: since the signature before theirs, or since the agreement was made. */
export function daysWaiting({ createdAt, signers }: Agreement): number {
  const turnAt = Math.max(createdAt.getTime(), ...signers.map(({ actedAt }) => actedAt?.getTime() ?? 0));
  return Math.floor((now().getTime() - turnAt) / 86_400_000);
}
