import type { z } from "zod";

import { definitionProblemWords, draftRefusalWords } from "#app/desk/components/editor-words.ts";
import type { Definition } from "#app/desk/rules/definition.ts";
import {
  moveLine,
  moveQuestion,
  removeLine,
  removeQuestion,
  withEffect,
} from "#app/desk/rules/edit-definition.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ok } from "#app/platform/result.ts";

import { editDraft, offerItem, publishItem, retireItem, type DraftEdited } from "./edit-item.server.ts";
import type { Errors } from "./form-rows.server.ts";
import { readBasics, readRules, type itemForm } from "./item-form.server.ts";

type ItemForm = z.output<typeof itemForm>;
/** The item that a form is about, as its page read it. */
type Item = { id: string; isNew: boolean; definition: Definition };
/** What to say of it: that it is done, what is wrong by field, or why it was refused. */
export type ItemReply = { done: string } | { errors: Errors } | { refused: string };

/** Does what staff sent from an item's page. */
export async function changeItem(
  scope: StaffScope,
  { id, isNew, definition }: Item,
  form: ItemForm,
  payload: Record<string, unknown>,
): Promise<ItemReply> {
  switch (form.intent) {
    case "draft": {
      const basics = readBasics(form);
      return saved(await editDraft(scope, { id, isNew }, (before) => ok({ ...before, ...basics })));
    }
    case "rules": {
      const read = readRules(form, payload, definition);
      if ("errors" in read) return read;
      const { effect, ...rules } = read.rules;
      return saved(
        await editDraft(scope, { id }, (before, published) =>
          ok({ ...withEffect(before, effect, published), ...rules }),
        ),
      );
    }
    case "publish":
      return publish(scope, id);
    case "retire":
    case "restore":
      await retireItem(scope, id, form.intent === "retire");
      return { done: m.change_editor_did() };
    case "offer":
      await offerItem(scope, id, form.clients);
      return { done: m.change_editor_did() };
    default:
      return saved(await editDraft(scope, { id }, (before) => movePart(before, form)));
  }
}

type PartForm = Extract<ItemForm, { key: string } | { was: string }>;

function movePart(before: Definition, form: PartForm) {
  switch (form.intent) {
    case "question-up":
      return moveQuestion(before, form.key, "up");
    case "question-down":
      return moveQuestion(before, form.key, "down");
    case "remove-question":
      return removeQuestion(before, form.key);
    case "line-up":
      return moveLine(before, form, "up");
    case "line-down":
      return moveLine(before, form, "down");
    case "remove-line":
      return removeLine(before, form);
  }
}

function saved(edited: DraftEdited): ItemReply {
  return edited.ok ? { done: m.change_editor_saved() } : { refused: draftRefusalWords(edited) };
}

async function publish(scope: StaffScope, id: string): Promise<ItemReply> {
  const published = await publishItem(scope, id);
  if (published.ok) return { done: m.change_editor_did_publish({ version: published.value.version }) };
  const { problem, edited } = published;
  return {
    refused: problem && edited ? definitionProblemWords(problem, edited) : m.change_editor_no_draft(),
  };
}
