import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { ConnectionAnswer } from "#app/office/connections/check-connections.server.ts";
import { faultWords } from "#app/office/connections/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";

import { StripeAnswer } from "./stripe-answer.tsx";

export type ConnectionData = {
  answer: ConnectionAnswer | null;
  lastResult: SubmissionResult<string[]> | null;
};

type ShownTests = Record<"mail" | "stripe", { testedAt: string | Date; fault: string | null } | null>;

/** The tests of the connections, each with its answer under it. */
export function ConnectionTests({
  to,
  data,
  zone,
  last,
}: {
  to: string;
  data: ConnectionData | undefined;
  zone: string;
  last: ShownTests;
}) {
  const answer = data?.answer ?? null;
  return (
    <>
      <Card title={m.conn_mail_title()} titleId="mail">
        <p className="mb-3 text-muted">{m.conn_mail_text()}</p>
        <MailForm to={answer?.tested === "mail" ? answer.to : to} lastResult={data?.lastResult ?? null} />
        {answer?.tested === "mail" ? <MailAnswer answer={answer} /> : <Last test={last.mail} zone={zone} />}
      </Card>
      <Card title={m.conn_stripe_title()} titleId="stripe">
        <p className="mb-3 text-muted">{m.conn_stripe_text()}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="stripe" />
          <SubmitButton tone="secondary" name="act" value="stripe">
            {m.conn_stripe_button()}
          </SubmitButton>
        </Form>
        {answer?.tested === "stripe" ? (
          <StripeAnswer answer={answer} zone={zone} />
        ) : (
          <Last test={last.stripe} zone={zone} />
        )}
      </Card>
    </>
  );
}

/** How the last test of a connection went, and when. */
function Last({ test, zone }: { test: ShownTests["mail"]; zone: string }) {
  if (!test) return <p className="mt-4 text-muted">{m.conn_last_none()}</p>;
  const day = formatInstant(new Date(test.testedAt), zone);
  return (
    <Notice quiet tone={test.fault === null ? "good" : "low"} className="mt-4">
      {test.fault === null
        ? m.conn_last_good({ day })
        : m.conn_last_bad({ day, why: faultWords(test.fault) })}
    </Notice>
  );
}

function MailForm({ to, lastResult }: { to: string; lastResult: SubmissionResult<string[]> | null }) {
  const [form, fields] = useForm<{ to: string }>({ id: "mail-test", lastResult, defaultValue: { to } });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4">
      <input type="hidden" name="intent" value="mail" />
      <TextField
        field={fields.to}
        label={m.conn_mail_to()}
        type="email"
        autoComplete="email"
        className="max-w-md"
      />
      <div>
        <SubmitButton tone="secondary" name="act" value="mail">
          {m.conn_mail_button()}
        </SubmitButton>
      </div>
    </Form>
  );
}

function MailAnswer({ answer: { mail, to } }: { answer: ConnectionAnswer & { tested: "mail" } }) {
  const detail = mail.ok ? mail.value.detail : mail.detail;
  return (
    <Notice
      tone={mail.ok ? "good" : "error"}
      title={mail.ok ? m.conn_mail_sent({ to }) : faultWords(mail.refusal)}
      className="mt-4 wrap-anywhere"
    >
      {detail && <span className="text-sm text-muted">{m.conn_said({ words: detail })}</span>}
    </Notice>
  );
}
