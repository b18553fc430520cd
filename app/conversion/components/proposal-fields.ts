import type { FieldData } from "#app/ui/fields/field.tsx";

/** Finds a field of the form by its name, and what is ticked of boxes with one name. */
export type ProposalFields = {
  of: (name: string) => FieldData;
  box: (name: string, value: string) => FieldData;
};
