import type { StaffCount } from "#app/office/menu.ts";
import { countAllTodo } from "#app/office/todo.server.ts";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { type StaffRole } from "#app/identity/scope.ts";
import { notFound } from "#app/platform/http.server.ts";

export type StaffFrameData = {
  person: { name: string; role: StaffRole };
  mspName: string;
  /** What waits for this person. */
  counts: Record<StaffCount, number>;
  /** Single keys go somewhere, unless this person switched them off. */
  shortcutsOn: boolean;
};

/** What the frame around every staff page shows; to anybody else there is no such page. */
export async function getStaffFrame(request: Request): Promise<StaffFrameData> {
  const { scope, mspName } = await requireSignedIn(request);
  if (scope.kind !== "staff") return notFound();
  return {
    person: { name: scope.name, role: scope.role },
    mspName,
    counts: { todo: await countAllTodo(scope) },
    shortcutsOn: shortcutsOn(request),
  };
}

/** Tells whether this browser wants keyboard shortcuts; they are on until switched off. */
export function shortcutsOn(request: Request): boolean {
  return !/(?:^|;\s*)keys=off(?:;|$)/.test(request.headers.get("cookie") ?? "");
}

/** The cookie that remembers the switch for a year. */
export function shortcutsCookie(on: boolean): string {
  return `keys=${on ? "on" : "off"}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}
