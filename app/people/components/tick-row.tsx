import type { ReactNode } from "react";

import { Checkbox } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";

interface TickRowProps {
  field: FieldData;
  value: string;
  /** What a tick says of the row: stands beside it once it is ticked, and before the row's name for who hears the page. */
  tick: string;
  name: string;
  detail: ReactNode;
}

/** A row of a list in which some are ticked, two lines and one target as wide as the list. */
export function TickRow({ field, value, tick, name, detail }: TickRowProps) {
  return (
    <Checkbox
      className="group"
      field={field}
      value={value}
      label={
        <>
          <span className="sr-only">{tick}: </span>
          <span className="font-semibold">{name}</span>
          <span aria-hidden="true" className="ml-2 hidden text-sm text-negative group-has-checked:inline">
            {tick}
          </span>
          <span className="block text-sm font-normal text-muted">{detail}</span>
        </>
      }
    />
  );
}
