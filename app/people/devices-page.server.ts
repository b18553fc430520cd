import type { ClientScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { readRoster } from "./read-roster.server.ts";
import { deviceLines, type DeviceLine } from "./rules/holdings-view.ts";

export type DevicesPage = { devices: DeviceLine[]; today: Day };

/** The client's devices of today with who uses each, as its manager sees them. */
export async function getDevicesPage(scope: ClientScope): Promise<DevicesPage> {
  const { roster, today } = await readRoster(scope, scope.clientId, async () => null);
  return { devices: deviceLines(roster, today), today };
}
