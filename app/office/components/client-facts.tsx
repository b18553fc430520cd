import type { ClientSettings } from "#app/office/client-settings.server.ts";
import { approvalWords } from "#app/office/components/client-time-form.tsx";
import { countryName } from "#app/clients/country-name.ts";
import { formatDay, formatMinutes, formatNumber, languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

/** A client's settings for who may read them and not change them. */
export function ClientFacts({
  settings: { details, hours, time, zoneFromOn },
}: {
  settings: ClientSettings;
}) {
  const overage = {
    cover_next: m.desk_overage_cover_next,
    invoice: m.desk_overage_invoice,
    refuse: m.desk_overage_refuse,
  }[hours.overagePolicy];
  const zone = details.zone.replaceAll("_", " ");
  return (
    <Stack>
      <Notice quiet>{m.desk_settings_read_only()}</Notice>
      <CardGrid>
        <Card title={m.desk_client_details()} titleId="client-details">
          <DefinitionList
            items={[
              { term: m.desk_field_legal_name(), value: details.legalName },
              {
                term: m.desk_field_address(),
                value: [
                  details.addressLine,
                  `${details.postalCode} ${details.city}`.trim(),
                  countryName(details.country),
                ]
                  .filter(Boolean)
                  .join(", "),
              },
              { term: m.desk_field_locale(), value: languageName(details.locale) },
              {
                term: m.desk_field_zone(),
                value: zoneFromOn ? m.desk_zone_from({ zone, day: formatDay(zoneFromOn) }) : zone,
              },
              { term: m.desk_field_billing_email(), value: details.billingEmail },
              ...(details.vatNumber ? [{ term: m.desk_field_vat_number(), value: details.vatNumber }] : []),
            ]}
          />
        </Card>
        <Stack>
          <Card title={m.desk_hours_settings()} titleId="hours-settings">
            <DefinitionList
              items={[
                { term: m.desk_field_threshold(), value: formatMinutes(hours.thresholdMinutes) },
                { term: m.desk_field_overage(), value: overage() },
                { term: m.desk_field_fairness(), value: formatNumber(hours.fairnessDays) },
                { term: m.desk_field_grace(), value: formatNumber(hours.correctionGraceDays) },
                { term: m.approval_setting_label(), value: approvalWords[time.approval]() },
                { term: m.query_setting_days(), value: formatNumber(time.queryDays ?? time.mspQueryDays) },
              ]}
            />
          </Card>
        </Stack>
      </CardGrid>
    </Stack>
  );
}
