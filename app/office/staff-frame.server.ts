import type { StaffCount } from "#app/office/menu.ts";
import { getOwnStanding } from "#app/office/todo.server.ts";
import type { Timer } from "#app/desk/store/timer-store.server.ts";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { type StaffRole } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

/** A timer that runs; `clock` is the time of day at which it began (`14:30`), null where that was on an earlier day. */
export type RunningTimer = Timer & { clock: string | null; zone: ZoneText };

export type StaffFrameData = {
  person: { name: string; role: StaffRole };
  mspName: string;
  /** What waits for this person. */
  counts: Record<StaffCount, number>;
  /** The timer of this person; null where none runs. */
  timer: RunningTimer | null;
  /** Single keys go somewhere, unless this person switched them off. */
  shortcutsOn: boolean;
};

/** What the frame around every staff page shows; to anybody else there is no such page. */
export async function getStaffFrame(request: Request): Promise<StaffFrameData> {
  const { scope, mspName, zone } = await requireSignedIn(request);
  if (scope.kind !== "staff") return notFound();
  const { todo, timer } = await getOwnStanding(scope);
  return {
    person: { name: scope.name, role: scope.role },
    mspName,
    counts: { todo },
    timer: timer && { ...timer, clock: clockToday(timer.startedAt, zone), zone },
    shortcutsOn: shortcutsOn(request),
  };
}

function clockToday(at: Date, zone: ZoneText): string | null {
  return dayIn(zone, at) === dayIn(zone, now()) ? clockIn(zone, at) : null;
}

/** Tells whether this browser wants keyboard shortcuts; they are on until switched off. */
export function shortcutsOn(request: Request): boolean {
  return !/(?:^|;\s*)keys=off(?:;|$)/.test(request.headers.get("cookie") ?? "");
}

/** The cookie that remembers the switch for a year. */
export function shortcutsCookie(on: boolean): string {
  return `keys=${on ? "on" : "off"}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}
