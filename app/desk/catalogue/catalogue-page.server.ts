import { findLiveClient } from "#app/clients/client-store.server.ts";
import { earliestDay, type Answer } from "#app/desk/rules/answers.ts";
import type { Definition, Field } from "#app/desk/rules/definition.ts";
import { differsFrom } from "#app/desk/rules/leaver.ts";
import { findOffered, listOffered } from "#app/desk/store/catalogue-store.server.ts";
import type { ChangeRow } from "#app/desk/store/change-store.server.ts";
import { listItemGuides, type ShownGuide } from "#app/desk/guides/item-guides.server.ts";
import { inLanguage, lookedAt } from "#app/desk/words.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { findAsker, type AskedFor, type Asker } from "./asker.server.ts";
import { readChoices, type Choices } from "./choices.server.ts";
import { findEarlier } from "./find-earlier.server.ts";
import { initialAnswer } from "./initial-answer.server.ts";

/** An item as a list shows it: prices in minor units without VAT, minutes, working days. */
export type CatalogueItem = {
  id: string;
  title: string;
  about: string;
  onceMinor: number;
  monthlyMinor: number;
  drawsMinutes: number;
  days: number;
  currency: string;
};

/** The items that this person may ask for. */
export function getCatalogue(scope: ClientScope): Promise<CatalogueItem[]> {
  return readInScope(scope, (tx) => readCatalogue(tx, scope));
}

/** The items that staff may ask for a client's person: those that the person may ask for. */
export function getCatalogueFor(scope: StaffScope, who: AskedFor): Promise<CatalogueItem[]> {
  return readInScope(scope, async (tx) => readCatalogue(tx, await findAsker(tx, who)));
}

/** The items that a client's person may ask for, in the caller's transaction. */
export async function readCatalogue(tx: Tx, { clientId, role }: Asker): Promise<CatalogueItem[]> {
  const client = (await findLiveClient(tx, clientId)) ?? notFound();
  return (await listOffered(tx, clientId))
    .filter(({ definition }) => definition.askers.includes(role))
    .map(({ id, definition }) => ({ id, currency: client.currency, ...listed(definition) }));
}

function listed(definition: Definition): Omit<CatalogueItem, "id" | "currency"> {
  return {
    title: inLanguage(definition.title),
    about: inLanguage(definition.about),
    onceMinor: definition.priceOnceMinor,
    monthlyMinor: definition.priceMonthlyMinor,
    drawsMinutes: definition.drawsMinutes,
    days: definition.days,
  };
}

/** A question as the form shows it. */
export type FormField = {
  key: string;
  type: Field["type"];
  label: string;
  help: string;
  required: boolean;
  many: boolean;
  options: readonly { value: string; label: string }[];
  show: Field["show"];
  /** The question whose answer is none of this one's choices. */
  differsFrom: string | null;
  /** What the condition looks at, in words: for those whose browser can't hide the question. */
  showLabel: string;
  values: string[];
  /** Of a number: the least and the most, where it has limits. */
  min: number | null;
  max: number | null;
  /** Of a day: the first that is taken. */
  earliest: Day | null;
};

export type ItemPage = {
  item: CatalogueItem;
  guide: string;
  guides: ShownGuide[];
  fields: FormField[];
  earlierId: string | null;
};

/** An item's form with its choices; filled in as in a refused request where it is asked again. What is not offered is a 404. */
export function getItemPage(scope: ClientScope, itemId: string, earlierId: string | null): Promise<ItemPage> {
  return readInScope(scope, async (tx) =>
    readItemPage(tx, scope, itemId, await findEarlier(tx, scope, earlierId)),
  );
}

/** The same form for staff, filled in and with the choices of the person that they ask for. `asksProof`: the item ever asks who it is. */
export function getItemPageFor(
  scope: StaffScope,
  who: AskedFor,
  itemId: string,
): Promise<ItemPage & { requesterName: string; clientName: string; asksProof: boolean }> {
  return readInScope(scope, async (tx) => {
    const asker = await findAsker(tx, who);
    const client = (await findLiveClient(tx, who.clientId)) ?? notFound();
    const page = await readItemPage(tx, asker, itemId, null);
    const { definition } = (await findOffered(tx, who.clientId, itemId)) ?? notFound();
    const asksProof = definition.verify !== "never";
    return { ...page, requesterName: asker.name, clientName: client.name, asksProof };
  });
}

/** An item's form for a client's person, filled in as in an earlier request; what is not offered is a 404. */
export async function readItemPage(
  tx: Tx,
  asker: Asker,
  itemId: string,
  earlier: ChangeRow | null,
): Promise<ItemPage> {
  const client = (await findLiveClient(tx, asker.clientId)) ?? notFound();
  const offered = await findOffered(tx, asker.clientId, itemId);
  if (!offered?.definition.askers.includes(asker.role)) return notFound();
  const { definition } = offered;
  const choices = await readChoices(tx, asker, client, definition);
  return {
    item: { id: itemId, currency: client.currency, ...listed(definition) },
    guide: definition.guide ? inLanguage(definition.guide) : "",
    guides: await listItemGuides(tx, itemId),
    fields: definition.fields.map((field) =>
      formField(field, definition, choices, {
        given: earlier ? chosenOrTyped(earlier.answers[field.key]) : null,
        userId: asker.userId,
      }),
    ),
    earlierId: earlier?.requestId ?? null,
  };
}

function formField(
  field: Field,
  definition: Definition,
  { options, roster, today }: Choices,
  { given, userId }: { given: string[] | null; userId: string },
): FormField {
  const { fields, effect } = definition;
  const offered = options[field.key] ?? [];
  return {
    key: field.key,
    type: field.type,
    label: inLanguage(field.label),
    help: field.help ? inLanguage(field.help) : "",
    required: field.required,
    many: field.many ?? false,
    options: offered,
    show: field.show,
    differsFrom: differsFrom(definition, field),
    showLabel: lookedAt(field.show, fields),
    values: given ?? initialAnswer(field, { userId, roster, today, options: offered, effect }),
    min: field.min ?? null,
    max: field.max ?? null,
    earliest: field.type === "day" ? earliestDay(field, today) : null,
  };
}

function chosenOrTyped(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  if (typeof answer === "object") return [...answer];
  return [answer === true ? "on" : String(answer)];
}
