import type { LoaderFunctionArgs } from "@remix-run/node";

import { contractsAccess } from "#app/contracts/access.ts";
import { calendarFile } from "#app/contracts/calendar-file.ts";
import { clockWords } from "#app/contracts/components/contract-clock.tsx";
import { getContractClock } from "#app/contracts/contract-page.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { now } from "#app/platform/clock.server.ts";

/** The days of the client's contracts as a calendar file; what is past is left out. */
export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, contractsAccess.seePrices);
  const { zone } = await requireSignedIn(request);
  const contracts = await getContractClock(scope, zone);
  const days = contracts.flatMap(({ id, name, events }) =>
    events
      .filter(({ inDays }) => inDays >= 0)
      .map((event) => ({
        uid: `${id}-${event.kind}`,
        on: event.on,
        title: `${name}: ${clockWords(event)}`,
      })),
  );
  return new Response(calendarFile(days, now()), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="contract.ics"',
      "cache-control": "private, no-store",
    },
  });
}
