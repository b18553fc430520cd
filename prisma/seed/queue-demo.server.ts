import { randomUUID } from "node:crypto";

import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { writeAnswer } from "#app/desk/store/answer-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { appendComment, appendNote } from "#app/requests/store/conversation.server.ts";
import { changeRequest } from "#app/requests/store/request-store.server.ts";

const answers = [
  {
    name: "Opnieuw opstarten",
    body: "Dag,\n\nWil je het apparaat helemaal uitzetten, tien tellen wachten en het weer aanzetten? Laat je weten of het dan werkt?",
  },
  {
    name: "Wanneer komt het uit?",
    body: "Dag,\n\nWanneer mogen we op je computer meekijken? Het duurt ongeveer een kwartier.",
  },
];

/** What the studio and the engineer wrote about the plotter, the clocks of the studio's requests, and two canned answers. */
export async function seedQueue(
  clientId: string,
  people: { engineer: string; requester: string },
): Promise<void> {
  const requests = await asSystem((tx) =>
    tx.request.findMany({
      where: { clientId },
      select: { clientId: true, id: true, title: true, createdAt: true },
    }),
  );
  const plotter = requests.find(({ title }) => title.startsWith("Plotter"));
  if (!plotter) throw new Error("The studio's plotter is not in the demo");
  const later = (minutes: number) => new Date(plotter.createdAt.getTime() + minutes * 60_000);
  await asOf(later(40), () =>
    asSystem(async (tx) => {
      await appendComment(tx, plotter, {
        id: randomUUID(),
        authorId: people.engineer,
        byStaff: true,
        body: "Dag Joris, welk papier ligt er nu in: mat of glanzend?",
      });
      await changeRequest(tx, plotter, { firstResponseAt: later(40), priority: "high" });
    }),
  );
  await asOf(later(95), () =>
    asSystem(async (tx) => {
      await appendComment(tx, plotter, {
        id: randomUUID(),
        authorId: people.requester,
        byStaff: false,
        body: "Mat, 120 grams. Op glanzend papier is het wel goed.",
      });
      await appendNote(tx, plotter, {
        id: randomUUID(),
        authorId: people.engineer,
        body: "Profiel voor mat papier ontbreekt sinds de laatste update van het stuurprogramma.",
      });
      for (const answer of answers) await writeAnswer(tx, { id: randomUUID(), ...answer });
    }),
  );
  for (const { id } of requests) await asSystem((tx) => refreshClocksInside(tx, { clientId, requestId: id }));
}
