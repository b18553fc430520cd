import { deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import type { OwnView } from "#app/people/employees-page.server.ts";
import { levelWord, nameOf } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EmptyState, EntryList, type EntryRow } from "#app/ui/lists.tsx";

/** What is one person's own: seat, devices, licences, and what they may reach. */
export function OwnThings({ page }: { page: OwnView }) {
  const { person } = page;
  if (!person)
    return (
      <Card padding="none">
        <EmptyState title={m.people_own_none_title()} icon="person">
          {m.people_own_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <OwnCard
        id="own-seat"
        title={m.people_seat()}
        rows={person.seats.map((seat) => ({
          key: String(seat.number),
          title: nameOf(page.seatTypes, seat.typeId),
          detail: m.people_since({ day: formatDay(seat.since) }),
        }))}
      />
      <OwnCard
        id="own-licences"
        title={m.people_licences_title()}
        rows={person.productIds.map((id) => ({ key: id, title: nameOf(page.products, id) }))}
      />
      <OwnCard
        id="own-devices"
        title={m.people_col_devices()}
        rows={page.devices.map((device) => ({
          key: device.id,
          title: device.name,
          detail: [kindWord(device.kind), device.serial].filter(Boolean).join(" · "),
        }))}
      />
      <OwnCard
        id="own-rights"
        title={m.people_rights_title()}
        rows={page.rights.map((right) => ({
          key: right.key,
          title: right.name,
          detail: m.people_since({ day: formatDay(right.since) }),
          aside: levelWord(right.level),
        }))}
      />
    </>
  );
}

function OwnCard({ id, title, rows }: { id: string; title: string; rows: EntryRow[] }) {
  return (
    <Card title={title} titleId={id}>
      {rows.length > 0 ? <EntryList rows={rows} /> : <p className="text-muted">{m.people_own_nothing()}</p>}
    </Card>
  );
}

function kindWord(kind: string): string {
  const known = deviceKinds.find((one) => one === kind);
  return known ? deviceKindWords[known]() : kind;
}
