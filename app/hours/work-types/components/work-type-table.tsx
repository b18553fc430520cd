import { Link } from "@remix-run/react";

import type { WorkTypeTerms } from "#app/hours/work-types/work-type-store.server.ts";
import { formatMinutes, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { Badge } from "#app/ui/badge.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** The kinds of work and how each is billed, in the order in which engineers choose. */
export function WorkTypeTable({ workTypes }: { workTypes: WorkTypeTerms[] }) {
  return (
    <DataTable
      caption={m.desk_work_types()}
      rows={workTypes}
      rowKey={(type) => type.id}
      empty={
        <EmptyState title={m.desk_work_types_none()} icon="hours">
          {m.desk_work_types_none_hint()}
        </EmptyState>
      }
      columns={[
        {
          key: "name",
          header: m.desk_work_type(),
          primary: true,
          cell: (type) => (
            <>
              <Link
                to={`/staff/settings/work-types/${type.id}`}
                className="link mr-2 inline-flex min-h-6 items-center pointer-coarse:min-h-11"
              >
                {type.names[getLocale()]}
              </Link>
              {!type.active && <Badge size="small">{m.desk_work_type_inactive()}</Badge>}
            </>
          ),
        },
        {
          key: "minimum",
          header: m.desk_work_type_minimum(),
          align: "right",
          noWrap: true,
          cell: (type) => (type.free ? null : formatMinutes(type.minimumMinutes)),
        },
        {
          key: "rounding",
          header: m.desk_work_type_rounding(),
          align: "right",
          noWrap: true,
          cell: (type) => (type.free ? null : formatMinutes(type.roundingMinutes)),
        },
        {
          key: "multiplier",
          header: m.desk_work_type_multiplier(),
          align: "right",
          noWrap: true,
          cell: (type) => (type.free ? m.desk_work_type_free() : formatRate(type.multiplierPercent * 100)),
        },
      ]}
    />
  );
}
