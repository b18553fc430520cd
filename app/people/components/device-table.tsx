import type { DevicesPage } from "#app/people/devices-page.server.ts";
import { deviceKindName } from "#app/people/device-kinds.ts";
import type { DeviceLine } from "#app/people/rules/holdings-view.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { ShareBar } from "#app/ui/chart/bars.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** A client's devices: how many are covered as one bar, then each with who uses it and until when it has warranty. */
export function DeviceOverview({ page: { devices, today } }: { page: DevicesPage }) {
  if (devices.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.people_devices_none_title()} icon="work">
          {m.people_devices_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <DevicePicture devices={devices} />
      <Card padding="none">
        <DataTable
          caption={m.people_col_devices()}
          rows={devices}
          rowKey={(device) => device.id}
          phone="flow"
          columns={columnsOn(today)}
        />
      </Card>
    </>
  );
}

function DevicePicture({ devices }: Pick<DevicesPage, "devices">) {
  const inScope = devices.filter((device) => device.inScope);
  const onStandard = inScope.filter((device) => device.onStandard).length;
  const parts = [
    { key: "standard", label: m.people_on_standard(), amount: onStandard, tone: "primary" },
    {
      key: "off",
      label: m.people_off_standard(),
      amount: inScope.length - onStandard,
      tone: "negative",
    },
    {
      key: "out",
      label: m.people_out_of_scope(),
      amount: devices.length - inScope.length,
      tone: "negative-tint",
    },
  ] as const;
  return (
    <Card>
      <ShareBar parts={[...parts]} />
      <dl className="mt-2.5 flex flex-wrap gap-x-7 gap-y-1.5">
        {parts.map(({ key, label, amount }) => (
          <div key={key} className="flex items-baseline gap-1.5">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="font-semibold">{formatNumber(amount)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function columnsOn(today: Day): Column<DeviceLine>[] {
  return [
    {
      key: "name",
      header: m.people_col_name(),
      primary: true,
      cell: (device) => <TwoLines first={device.name} second={deviceKindName(device.kind)} />,
    },
    {
      key: "holder",
      header: m.people_col_holder(),
      cell: (device) => device.holder ?? m.people_nobody(),
    },
    { key: "serial", header: m.people_device_serial(), cell: (device) => device.serial },
    { key: "os", header: m.people_device_os(), cell: (device) => device.os },
    {
      key: "warranty",
      header: m.people_device_warranty(),
      cell: ({ warrantyUntil }) => warrantyUntil && <Warranty until={warrantyUntil} today={today} />,
    },
    {
      key: "state",
      header: m.people_col_state(),
      cell: (device) => <DeviceBadges device={device} />,
    },
  ];
}

function Warranty({ until, today }: { until: Day; today: Day }) {
  if (until >= today) return formatDay(until, "medium");
  return (
    <span className="font-semibold text-negative">
      {formatDay(until, "medium")} ({m.people_warranty_over()})
    </span>
  );
}

/** Whether a device is in scope and on standard. */
export function DeviceBadges({ device }: { device: Pick<DeviceLine, "inScope" | "onStandard"> }) {
  return (
    <BadgeRow>
      <Badge tone={device.inScope ? "good" : "negative"} size="small">
        {device.inScope ? m.people_in_scope() : m.people_out_of_scope()}
      </Badge>
      <Badge tone={device.onStandard ? "good" : "low"} size="small">
        {device.onStandard ? m.people_on_standard() : m.people_off_standard()}
      </Badge>
    </BadgeRow>
  );
}
