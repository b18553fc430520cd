import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

type Details = {
  title?: string;
  description?: string;
  state?: "new" | "in_progress" | "waiting" | "done";
  requesterId?: string;
  assigneeId?: string;
  closedAt?: Date;
};

/** Something that a client asked. */
export async function buildRequest(clientId: string, details: Details = {}): Promise<string> {
  return asSystem(async (tx) => {
    const [next] = await tx.$queryRaw<{ number: bigint }[]>`select next_number('request') as number`;
    const made = await tx.request.create({
      data: { clientId, number: next?.number ?? 0n, title: "Printer magazijn", createdAt: now(), ...details },
      select: { id: true },
    });
    return made.id;
  });
}
