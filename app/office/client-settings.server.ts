import { now } from "#app/platform/clock.server.ts";
import { detailsVersion } from "#app/clients/update-client.server.ts";
import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { ClientDetails } from "#app/clients/update-client.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import {
  findHoursBehaviour,
  findTimeBehaviour,
  type HoursBehaviour,
  type TimeBehaviour,
} from "#app/office/store/client-settings.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { lastZone, zoneSpans } from "#app/platform/zone-text.ts";
import type { Day } from "#app/platform/day.ts";

export type ClientSettings = {
  details: ClientDetails & { vatStatus: string };
  currency: string;
  hours: HoursBehaviour;
  time: TimeBehaviour;
  /** The state of the details on screen. */
  seen: string;
  /** The day from which the time zone counts, where that is still to come. */
  zoneFromOn: Day | null;
};

/** All that can be set of one client. */
export function getClientSettings(scope: StaffScope, id: string): Promise<ClientSettings> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, id);
    if (!client) return notFound();
    const hours = await findHoursBehaviour(tx, id);
    const time = await findTimeBehaviour(tx, id);
    const spans = zoneSpans(client.zone);
    return {
      seen: detailsVersion(client),
      zoneFromOn: spans.findLast(({ startsAt }) => startsAt !== null && startsAt > now())?.fromOn ?? null,
      details: {
        name: client.name,
        legalName: client.legalName,
        kind: client.kind === "managed" ? "managed" : "prepaid",
        country: client.country,
        zone: lastZone(client.zone),
        locale: localeOf(client.locale),
        addressLine: client.addressLine,
        postalCode: client.postalCode,
        city: client.city,
        billingEmail: client.billingEmail,
        vatNumber: client.vatNumber ?? undefined,
        vatStatus: client.vatStatus,
      },
      currency: client.currency,
      hours: hours ?? {
        thresholdMinutes: 0,
        overagePolicy: "cover_next",
        fairnessDays: 7,
        correctionGraceDays: 30,
      },
      time: time ?? { approval: "none", queryDays: null, mspQueryDays: 14 },
    };
  });
}
