import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";

import { fieldTypeWords, onlyIfWords } from "#app/desk/components/editor-words.ts";
import { fieldTypes, type Definition } from "#app/desk/rules/definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { Icon } from "#app/ui/icons.tsx";

interface PartsProps {
  id: string;
  definition: Definition;
}

/** The questions of an item in their order, each to be edited, moved or removed, and a new one. */
export function QuestionList({ id, definition }: PartsProps) {
  const here = `/staff/settings/catalogue/${id}/questions`;
  return (
    <Card title={m.change_editor_fields()} titleId="questions">
      <ol className="divide-y divide-line">
        {definition.fields.map(({ key, type, label, required, show }) => (
          <Part
            key={key}
            to={`${here}/${key}`}
            text={inLanguage(label)}
            detail={[
              fieldTypeWords[type](),
              required ? m.change_editor_required() : null,
              onlyIfWords(show, definition.fields),
            ]}
            what="question"
            hidden={{ key }}
          />
        ))}
      </ol>
      <Form
        action={`${here}/new`}
        className="mt-3 flex flex-wrap items-end gap-2.5 border-t border-line pt-3"
      >
        <Select
          field={{ id: "new-type", name: "type", initialValue: "line" }}
          label={m.change_editor_question_type()}
          className="min-w-0 flex-1 basis-52"
          options={fieldTypes.map((type) => ({ value: type, label: fieldTypeWords[type]() }))}
        />
        <SubmitButton tone="secondary" size="small">
          {m.change_editor_question_add()}
        </SubmitButton>
      </Form>
    </Card>
  );
}

/** The lines of an item's checklist in their order. */
export function LineList({ id, definition }: PartsProps) {
  const here = `/staff/settings/catalogue/${id}/lines`;
  return (
    <Card title={m.change_editor_lines()} titleId="lines">
      <ol className="divide-y divide-line">
        {definition.lines.map(({ text, show, call }, at) => (
          <Part
            key={at}
            to={`${here}/${at}`}
            text={inLanguage(text)}
            detail={[call ? m.automation_title() : null, onlyIfWords(show, definition.fields)]}
            what="line"
            hidden={{ at: String(at), was: text.nl }}
          />
        ))}
      </ol>
      <div className="mt-3 border-t border-line pt-3">
        <LinkButton to={`${here}/new`} size="small">
          {m.change_editor_line_add()}
        </LinkButton>
      </div>
    </Card>
  );
}

interface PartProps {
  to: string;
  text: string;
  detail: (string | null)[];
  what: "question" | "line";
  hidden: Record<string, string>;
}

function Part({ to, text, detail, what, hidden }: PartProps) {
  const act = (intent: string, icon: ReactNode, words: string) => (
    <SubmitButton name="intent" value={intent} tone="quiet" size="row">
      {icon}
      <span className="sr-only">
        {words}: {text}
      </span>
    </SubmitButton>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <Link to={to} className="inline-flex min-h-6 items-center font-medium pointer-coarse:min-h-11">
          {text}
        </Link>
        <p className="text-sm text-muted">{detail.filter((one) => one !== null).join(" · ")}</p>
      </div>
      <Form method="post" preventScrollReset className="flex gap-1">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {act(`${what}-up`, <Icon name="up" size={18} />, m.change_editor_up())}
        {act(`${what}-down`, <Icon name="down" size={18} />, m.change_editor_down())}
        {act(`remove-${what}`, <span aria-hidden>{m.change_editor_remove()}</span>, m.change_editor_remove())}
      </Form>
    </li>
  );
}
