import type { Definition, Field, FieldType, LineRule } from "#app/desk/rules/definition.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { listEndpoints } from "#app/webhooks/store/endpoint-store.server.ts";

import { getEditor } from "./edit-item.server.ts";

/** A question to be edited (null: a new one), with those that its condition may look at. */
export type QuestionPage = {
  type: FieldType;
  field: Field | null;
  above: readonly Field[];
};

/** A question of an item's draft: by its key, or a new one of a type; a 404 for one that isn't there. */
export async function getQuestionPage(
  scope: StaffScope,
  itemId: string,
  which: { key: string } | { type: FieldType },
): Promise<QuestionPage> {
  const { fields } = await draftOf(scope, itemId);
  if ("type" in which) return { type: which.type, field: null, above: fields };
  const at = fields.findIndex(({ key }) => key === which.key);
  const field = fields[at] ?? notFound();
  return { type: field.type, field, above: fields.slice(0, at) };
}

/** A line to be edited (null: a new one), with the questions that its condition may look at. */
export type LinePage = {
  line: LineRule | null;
  fields: readonly Field[];
  /** What it can call: the endpoints of webhooks that take calls. */
  endpoints: { id: string; name: string }[];
};

/** A line of an item's checklist by its place from 0, or a new one; a 404 for one that isn't there. */
export async function getLinePage(scope: StaffScope, itemId: string, at: number | null): Promise<LinePage> {
  const { fields, lines } = await draftOf(scope, itemId);
  const line = at === null ? null : (lines[at] ?? notFound());
  const endpoints = await readInScope(scope, listEndpoints);
  return {
    fields,
    line,
    endpoints: endpoints
      .filter(({ id, events }) => events.includes("automation.called") || id === line?.call?.endpointId)
      .map(({ id, name }) => ({ id, name })),
  };
}

async function draftOf(scope: StaffScope, itemId: string): Promise<Definition> {
  const page = (await getEditor(scope, itemId)) ?? notFound();
  return page.item.draft ?? page.item.published ?? notFound();
}
