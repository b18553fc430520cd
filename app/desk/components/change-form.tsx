import { useState, type ReactNode } from "react";

import type { FormField, ItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import { Questions, readLive, type Values } from "#app/desk/components/change-questions.tsx";
import type { AnswerProblem } from "#app/desk/rules/answers.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { FormError } from "#app/ui/notice.tsx";

interface ChangeFormProps {
  page: ItemPage;
  id: string;
  values: Values | null;
  problems: Readonly<Record<string, AnswerProblem>>;
  /** Where "Cancel" leads. */
  cancelTo?: string;
  /** More to fill in below the questions. */
  children?: ReactNode;
}

/** The questions of an item. Back from the next step returns here. With scripts, a question that doesn't apply is away; without, it says when it applies. */
export function ChangeForm({
  page,
  id,
  values,
  problems,
  cancelTo = "/requests/new",
  children,
}: ChangeFormProps) {
  const hydrated = useHydrated();
  const given = (field: FormField): readonly string[] => (values ? (values[field.key] ?? []) : field.values);
  const [live, setLive] = useState<Values>(() =>
    Object.fromEntries(page.fields.map((field) => [field.key, given(field)])),
  );
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <Form
      method="post"
      replace={false}
      className="max-w-2xl"
      onChange={(event) => setLive(readLive(new FormData(event.currentTarget), page.fields))}
    >
      <input type="hidden" name="id" value={id} />
      {page.earlierId && <input type="hidden" name="earlier" value={page.earlierId} />}
      <Card padding="large">
        <FormError errors={hasProblems ? [m.change_form_wrong()] : undefined} className="mb-4.5" />
        <Questions fields={page.fields} hides={hydrated} live={live} given={given} problems={problems} />
        {children && <div className="mt-4.5">{children}</div>}
        <div className="mt-6">
          <ButtonRow>
            <SubmitButton name="intent" value="preview">
              {m.change_form_next()}
            </SubmitButton>
            <LinkButton to={cancelTo} tone="quiet">
              {m.desk_cancel()}
            </LinkButton>
          </ButtonRow>
        </div>
      </Card>
    </Form>
  );
}
