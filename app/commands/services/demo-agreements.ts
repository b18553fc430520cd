import type { Agreement } from "#app/agreements/agreement.ts";
import { publishTemplate, saveTemplate } from "#app/agreements/edit-template.server.ts";
import { recordAuthority } from "#app/agreements/authority.server.ts";
import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import { agreementKinds, type AgreementKind } from "#app/agreements/kinds.ts";
import { prepareAgreementInside } from "#app/agreements/prepare-agreement.server.ts";
import { signAgreement } from "#app/agreements/sign-agreement.server.ts";
import { listVersions } from "#app/agreements/store/template-store.server.ts";
import type { WantedAgreement, WantedSigner } from "#app/agreements/wanted-agreement.ts";
import { findPerson } from "#app/identity/people-store.server.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn, endOfLastDay } from "#app/platform/zone.server.ts";
import { demoClientPerson } from "#prisma/seed/demo-person.server.ts";
import { staffScope } from "#test/builders/time-entry.ts";

const dayMs = 86_400_000;
const zone = "Europe/Amsterdam";

/** The demo's agreements: example templates, signed terms for prepaid hours, a signed managed agreement, and one that waits for Joris. */
export async function seedAgreements(today: Date): Promise<void> {
  const ago = <T>(days: number, run: () => Promise<T>): Promise<T> =>
    asOf(new Date(today.getTime() - days * dayMs), run);
  const noor = staffScope(await person("noor@helder-it.example"), "owner");
  const petra = await demoClientPerson("petra@bakkerij-jansen.example");
  const joris = await demoClientPerson("joris@atelier-noord.example");
  await ago(120, async () => {
    for (const kind of agreementKinds) await publish(noor, kind);
  });
  await ago(110, () =>
    recordAuthority(petra, petra.clientId, {
      ...{ userId: petra.userId, words: "statutair bestuurder", sinceOn: day("2015-03-01") },
    }),
  );
  const terms = await ago(100, () =>
    prepare(noor, {
      ...{
        kind: "hour-terms",
        clientId: petra.clientId,
        locale: "nl",
        fields: {},
        tables: {},
        expiresAt: null,
      },
      ...{ subjectKind: "hour-terms", subjectId: petra.clientId, quiet: true },
      signers: [signer(petra, 1, "beheerder")],
    }),
  );
  await ago(99, () => sign(petra, terms));
  const managed = await ago(60, () =>
    prepare(noor, {
      ...{ kind: "managed", clientId: joris.clientId, locale: "nl", expiresAt: null, quiet: true },
      ...{ subjectKind: "contract", subjectId: joris.clientId },
      fields: {
        start_date: "1 januari",
        term: "een jaar, daarna telkens een jaar",
        notice_period: "drie maanden",
        price_per_month: "€ 1.000,00",
        response_times: "kritiek 1 uur, hoog 4 uur, normaal 8 uur",
        resolution_times: "",
        earlier_contracts: "",
        scope: "20 werkplekken met bewaking, updates, beveiliging en hulp",
        included: "20 werkplekken met bewaking, updates, beveiliging en hulp",
        covered_work: "",
        not_included: "",
        after_term: "",
        hours_left: "",
        hours_below_zero: "",
        payment: "Maandelijks achteraf, binnen 14 dagen.",
      },
      tables: { lines: { head: ["Regel", "Aantal", "Per maand"], rows: [["Werkplek", "20", "€ 1.000,00"]] } },
      signers: [signer(joris, 1, "beheerder"), signer(noor, 2, "eigenaar")],
    }),
  );
  await ago(59, () => sign(joris, managed));
  await ago(58, () => sign(noor, managed));
  await ago(2, () =>
    prepare(noor, {
      ...{ kind: "data-processing", clientId: joris.clientId, locale: "nl", tables: {}, quiet: true },
      ...{ subjectKind: "contract", subjectId: `${joris.clientId}:data-processing` },
      expiresAt: endOfLastDay(zone, addDays(dayIn(zone, today), 12), today),
      fields: {
        processing: "het beheer van werkplekken, accounts en back-ups",
        subprocessors: "Microsoft Ireland Operations",
      },
      signers: [signer(joris, 1, "beheerder"), signer(noor, 2, "eigenaar")],
    }),
  );
}

async function person(email: string) {
  const found = await asSystem((tx) => findPerson(tx, email));
  if (!found) throw new Error(`Nobody of the demo has the address ${email}`);
  return found;
}

async function publish(noor: StaffScope, kind: AgreementKind): Promise<void> {
  await saveTemplate(noor, { kind, content: exampleTemplates[kind], note: "" });
  const [draft] = await asSystem((tx) => listVersions(tx, kind));
  await publishTemplate(noor, kind, draft?.hash ?? "");
}

async function prepare<Kind extends AgreementKind>(noor: StaffScope, wanted: WantedAgreement<Kind>) {
  const made = await asSystem((tx) => prepareAgreementInside(tx, noor, wanted));
  if (!made.ok) throw new Error(`The demo's ${wanted.kind} is not prepared: ${made.refusal}`);
  return made.value;
}

function signer(scope: Scope, position: number, authority: string): WantedSigner {
  return { userId: scope.userId, side: scope.kind === "client" ? "client" : "msp", position, authority };
}

async function sign(scope: Scope, agreement: Agreement): Promise<void> {
  const proof = {
    method: "password",
    factor: null,
    aal: 1,
    provenAt: now(),
    sessionId: scope.sessionId,
  } as const;
  const signed = await withLocale("nl", () =>
    signAgreement(
      scope,
      { ...proof, ip: "192.0.2.10", userAgent: "Mozilla/5.0 (demo)" },
      {
        ...{
          agreementId: agreement.id,
          seen: agreement.documentHash,
          typedName: scope.name,
          endSeen: "observed",
        },
        consent: [`Ik heb het document ‘${agreement.title} ${agreement.number}’ tot het einde gelezen.`],
      },
    ),
  );
  if (!signed.ok) throw new Error(`The demo's agreement is not signed: ${signed.refusal}`);
}
