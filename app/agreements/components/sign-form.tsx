import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { useEffect, useRef, useState } from "react";

import type { AgreementPage } from "#app/agreements/agreement-page.server.ts";
import { consentSentences } from "#app/agreements/consent.ts";
import { signUntilWords } from "#app/agreements/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton, ButtonRow } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";

type Fields = { seen: string; endSeen: string; read: string; agree: string; typedName: string };

/** Below the text: that it was read, that it is agreed to, the own name, and the way to decline. */
export function SignForm({
  page: { agreement, mine },
  base,
  lastResult,
}: {
  page: AgreementPage;
  base: string;
  lastResult: SubmissionResult<string[]> | null;
}) {
  const [form, fields] = useForm<Fields>({ id: `sign-${agreement.id}`, lastResult });
  const { mark, isSeen } = useEndSeen();
  if (!mine) return null;
  const sentences = consentSentences(agreement, mine);
  return (
    <Card title={m.agreements_sign_title()} titleId="sign" padding="large">
      <p ref={mark} className="sr-only">
        {m.agreements_end_of_document()}
      </p>
      <Form method="post" {...getFormProps(form)} className="grid max-w-prose gap-4">
        <FormError id={form.errorId} errors={form.errors} />
        <input type="hidden" name="seen" value={agreement.documentHash} />
        <input type="hidden" name="endSeen" value={isSeen ? "observed" : "not-observed"} />
        {agreement.expiresAt && (
          <p className="text-muted">{signUntilWords(new Date(agreement.expiresAt), agreement.clientZone)}</p>
        )}
        <p>{m.agreements_sign_lead({ name: mine.name, company: mine.company, authority: mine.authority })}</p>
        <div>
          <Checkbox field={fields.read} label={sentences.read} />
          <Checkbox field={fields.agree} label={sentences.agree} />
        </div>
        <TextField
          field={fields.typedName}
          label={m.agreements_typed_name()}
          hint={m.agreements_typed_name_hint({ name: mine.name })}
          autoComplete="name"
          autoCapitalize="words"
          spellCheck={false}
        />
        <ButtonRow>
          <SubmitButton wide>{m.agreements_sign_button()}</SubmitButton>
          <LinkButton to={`${base}/decline`} wide>
            {m.agreements_decline()}
          </LinkButton>
        </ButtonRow>
        <p className="text-sm text-muted">{m.agreements_sign_evidence()}</p>
      </Form>
    </Card>
  );
}

/** Whether the end of the document was on the screen; unknown without scripts. */
function useEndSeen() {
  const mark = useRef<HTMLParagraphElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = mark.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setIsSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { mark, isSeen };
}
