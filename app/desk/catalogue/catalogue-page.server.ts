import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { Answer, Options } from "#app/desk/rules/answers.ts";
import type { Definition, Field } from "#app/desk/rules/definition.ts";
import { differsFrom } from "#app/desk/rules/leaver.ts";
import { findOffered, listOffered } from "#app/desk/store/catalogue-store.server.ts";
import { listItemGuides, type ShownGuide } from "#app/desk/guides/item-guides.server.ts";
import { inLanguage, lookedAt } from "#app/desk/words.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { readChoices } from "./choices.server.ts";
import { findEarlier } from "./find-earlier.server.ts";

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
  return readInScope(scope, async (tx) => {
    const client = (await findLiveClient(tx, scope.clientId)) ?? notFound();
    return (await listOffered(tx))
      .filter(({ definition }) => definition.askers.includes(scope.role))
      .map(({ id, definition }) => ({ id, currency: client.currency, ...listed(definition) }));
  });
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
  return readInScope(scope, async (tx) => {
    const client = (await findLiveClient(tx, scope.clientId)) ?? notFound();
    const offered = await findOffered(tx, itemId);
    if (!offered?.definition.askers.includes(scope.role)) return notFound();
    const { definition } = offered;
    const choices = await readChoices(tx, scope, client, definition);
    const earlier = await findEarlier(tx, scope, earlierId);
    const own = choices.roster.employee.find(({ userId }) => userId === scope.userId)?.id;
    return {
      item: { id: itemId, currency: client.currency, ...listed(definition) },
      guide: definition.guide ? inLanguage(definition.guide) : "",
      guides: await listItemGuides(tx, itemId),
      fields: definition.fields.map((field) =>
        formField(field, definition, choices.options, {
          given: earlier ? chosenOrTyped(earlier.answers[field.key]) : null,
          own,
        }),
      ),
      earlierId: earlier?.requestId ?? null,
    };
  });
}

function formField(
  field: Field,
  definition: Definition,
  options: Options,
  { given, own }: { given: string[] | null; own: string | undefined },
): FormField {
  const { fields, effect } = definition;
  const offered = options[field.key] ?? [];
  const isOwn = field.type === "person" && effect !== "leaver" && offered.some(({ value }) => value === own);
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
    values: given ?? (isOwn && own !== undefined ? [own] : field.initial ? [field.initial] : []),
  };
}

function chosenOrTyped(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  if (typeof answer === "object") return [...answer];
  return [answer === true ? "on" : String(answer)];
}
