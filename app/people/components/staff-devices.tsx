import { deviceKindName, deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import type { DeviceLine } from "#app/people/rules/holdings-view.ts";
import type { StaffDevicesPage } from "#app/people/staff-pages.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

import { DeviceBadges } from "./device-table.tsx";
import { ActForm, answers, Opens, type Reply } from "./act-form.tsx";

interface StaffDevicesProps {
  page: StaffDevicesPage;
  newId: string;
  lastResult: Reply;
  mayEdit: boolean;
}

/** A client's devices: whether each is in scope and on standard, whose it is, and since when. */
export function StaffDevices({ page, newId, lastResult, mayEdit }: StaffDevicesProps) {
  return (
    <>
      {page.devices.length === 0 ? (
        <Card padding="none">
          <EmptyState title={m.people_devices_none_title()} icon="work">
            {m.people_devices_none_text()}
          </EmptyState>
        </Card>
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {page.devices.map((device) => (
              <DeviceItem
                key={device.id}
                device={device}
                page={page}
                lastResult={lastResult}
                mayEdit={mayEdit}
              />
            ))}
          </ul>
        </Card>
      )}
      {mayEdit && <AddDevice page={page} newId={newId} lastResult={lastResult} />}
    </>
  );
}

function DeviceItem({
  device,
  page,
  lastResult,
  mayEdit,
}: Omit<StaffDevicesProps, "newId"> & { device: DeviceLine }) {
  const hidden = { deviceId: device.id };
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-5 gap-y-1.5">
        <div className="min-w-0">
          <p className="font-semibold">{device.name}</p>
          <p className="text-sm text-muted">
            {[
              deviceKindName(device.kind),
              device.os,
              device.serial,
              device.holder ?? m.people_nobody(),
              ...(device.warrantyUntil ? [m.people_warranty({ day: formatDay(device.warrantyUntil) })] : []),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <DeviceBadges device={device} />
      </div>
      {mayEdit && (
        <Opens
          label={
            <>
              {m.people_change()}
              <span className="sr-only">: {device.name}</span>
            </>
          }
          open={answers(lastResult, "set", hidden) || answers(lastResult, "remove", hidden)}
        >
          <div className="grid gap-5 desk:grid-cols-2">
            <ActForm
              id={`set-${device.id}`}
              intent="set"
              hidden={hidden}
              lastResult={lastResult}
              defaults={{
                from: page.today,
                inScope: device.inScope ? "on" : "",
                onStandard: device.onStandard ? "on" : "",
                employeeId: device.employeeId ?? "",
              }}
              submit={m.people_save()}
              small
            >
              {(field) => (
                <>
                  <DeviceState field={field} people={page.people} />
                  <DayField field={field("from")} label={m.people_from_day()} />
                </>
              )}
            </ActForm>
            <ActForm
              id={`remove-${device.id}`}
              intent="remove"
              hidden={hidden}
              lastResult={lastResult}
              defaults={{ lastDay: page.today }}
              submit={m.people_device_remove()}
              small
            >
              {(field) => <DayField field={field("lastDay")} label={m.people_last_day()} />}
            </ActForm>
          </div>
        </Opens>
      )}
    </li>
  );
}

function DeviceState({
  field,
  people,
}: {
  field: (name: string) => FieldData;
  people: StaffDevicesPage["people"];
}) {
  return (
    <>
      <div>
        <Checkbox field={field("inScope")} label={m.people_in_scope()} />
        <Checkbox field={field("onStandard")} label={m.people_on_standard()} />
      </div>
      <Select
        field={field("employeeId")}
        label={m.people_col_holder()}
        optional
        placeholder={m.people_nobody()}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}

function AddDevice({ page, newId, lastResult }: Pick<StaffDevicesProps, "page" | "newId" | "lastResult">) {
  return (
    <Card title={m.people_device_add()} titleId="device-add">
      <ActForm
        id="device-add"
        intent="add"
        hidden={{ id: newId }}
        lastResult={lastResult}
        defaults={{ startsOn: page.today, kind: "laptop", inScope: "on", onStandard: "on" }}
        submit={m.people_device_add()}
      >
        {(field) => (
          <>
            <div className="grid gap-4 roomy:grid-cols-2">
              <TextField field={field("name")} label={m.people_col_name()} autoComplete="off" />
              <Select
                field={field("kind")}
                label={m.people_col_kind()}
                options={deviceKinds.map((kind) => ({ value: kind, label: deviceKindWords[kind]() }))}
              />
              <TextField
                field={field("serial")}
                label={m.people_device_serial()}
                autoComplete="off"
                optional
              />
              <TextField field={field("os")} label={m.people_device_os()} autoComplete="off" optional />
              <DayField field={field("warrantyUntil")} label={m.people_device_warranty()} optional />
              <DayField field={field("startsOn")} label={m.people_from_day()} />
            </div>
            <DeviceState field={field} people={page.people} />
          </>
        )}
      </ActForm>
    </Card>
  );
}
