import { randomUUID } from "node:crypto";

import { askAboutProposal } from "#app/conversion/accept-proposal.server.ts";
import { setRadar } from "#app/conversion/answer-client.server.ts";
import { confirmReadiness } from "#app/conversion/check-readiness.server.ts";
import { makeProposal, sendProposal } from "#app/conversion/make-proposal.server.ts";
import { defaultRadar } from "#app/conversion/rules/radar.ts";
import { findProposalById } from "#app/conversion/store/proposal-store.server.ts";
import { listWorkTypes } from "#app/conversion/store/work-type-store.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

type Found = { clientId: string; name: string; irisId: string; managerId: string };

/** Adds to the demo what leads to a contract: a checklist half confirmed at the bakery, and a proposal in two variants that the law office has read. */
export async function seedConversion(today: Date): Promise<void> {
  const jansen = await find("Bakkerij Jansen");
  const vogel = await find("Kanzlei Vogel");
  await asOf(new Date(today.getTime() - 3 * 86_400_000), async () => {
    if (jansen) await setRadar({ ...iris(jansen), role: "owner" }, { ...defaultRadar, seatPriceMinor: 9900 });
    if (jansen)
      for (const item of ["inventory", "backup", "mfa", "contact"] as const)
        await confirmReadiness(iris(jansen), { clientId: jansen.clientId, item, on: true });
    if (vogel) await proposeTo(vogel, today);
  });
}

async function find(name: string): Promise<Found | null> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<Found[]>`
      select c.id::text as "clientId", c.name,
        (select m.user_id::text from membership_facts m where m.client_id is null and m.role = 'account_manager' limit 1) as "irisId",
        (select m.user_id::text from membership_facts m where m.client_id = c.id and m.role = 'manager' limit 1) as "managerId"
      from client_facts c where c.name = ${name}`,
  );
  return row ?? null;
}

const iris = ({ irisId }: Found): StaffScope => ({
  kind: "staff",
  role: "account_manager",
  userId: irisId,
  name: "Iris Bakker",
  email: "",
  sessionId: randomUUID(),
});

async function proposeTo(vogel: Found, today: Date): Promise<void> {
  const scope = iris(vogel);
  const { clientId } = vogel;
  const [id, seat, seatPlus, backup] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const plain = (await asSystem(listWorkTypes)).filter(({ isPlain }) => isPlain).map((type) => type.id);
  const line = { label: "Arbeitsplatz", counts: "seat", typeId: null, quantity: 3, perSeat: true } as const;
  const shared = {
    excluded: ["Neue Geräte und Umzüge", "Projekte"],
    sla: [
      { priority: "critical", responseMinutes: 60, resolutionMinutes: 480 },
      { priority: "normal", responseMinutes: 240, resolutionMinutes: null },
    ] as const,
  };
  const made = await makeProposal(scope, {
    clientId,
    id,
    name: "Vom Stundenkontingent zum Vertrag",
    version: {
      startsOn: startOfMonth(addMonths(dayIn("Europe/Berlin", today), 2)),
      termMonths: 12,
      noticeMonths: 1,
      hoursLeft: "credit",
      words:
        "Guten Tag Frau Vogel,\n\nwie besprochen: zwei Möglichkeiten, beide mit festen Preisen und ohne Stundenzettel.",
      variants: [
        {
          key: "v0",
          name: "Basis",
          lines: [{ ...line, key: seat, unitMinor: 8900 }],
          included: ["Hilfe aus der Ferne und vor Ort", "Updates, Überwachung und Schutz"],
          covers: plain,
          ...shared,
          sla: [...shared.sla],
        },
        {
          key: "v1",
          name: "Plus",
          lines: [
            { ...line, key: seatPlus, unitMinor: 9900 },
            {
              ...line,
              key: backup,
              label: "Sicherung von Microsoft 365",
              counts: "fixed",
              quantity: 1,
              perSeat: false,
              unitMinor: 4500,
            },
          ],
          included: [
            "Hilfe aus der Ferne und vor Ort",
            "Updates, Überwachung und Schutz",
            "Tägliche Sicherung von Microsoft 365",
          ],
          covers: plain,
          ...shared,
          sla: [...shared.sla],
        },
      ],
      outsideRequests: [],
    },
    costs: {
      [seat]: { licence: 2500, monitoring: 500 },
      [seatPlus]: { licence: 2500, monitoring: 500 },
      [backup]: { licence: 2100 },
    },
  });
  if (!made.ok || !(await sendProposal(scope, { clientId, id })).ok) return;
  const proposal = await asSystem((tx) => findProposalById(tx, id));
  const eva: ClientScope = {
    kind: "client",
    role: "manager",
    clientId,
    clientName: vogel.name,
    userId: vogel.managerId,
    name: "Eva Vogel",
    email: "",
    sessionId: randomUUID(),
  };
  if (proposal)
    await askAboutProposal(eva, {
      id,
      questionId: randomUUID(),
      lineKey: seatPlus,
      words: "Zählt das Notebook im Homeoffice als eigener Arbeitsplatz?",
    });
}
