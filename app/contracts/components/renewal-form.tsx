import { decisionChoices } from "#app/contracts/rules/renewals.ts";
import type { TermsPage } from "#app/contracts/terms-page.server.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import { termWords } from "./term-words.ts";
import { choiceWords, notedWords } from "./renewal-words.ts";

interface RenewalFormsProps {
  page: TermsPage;
  formKey: string;
  /** The tab of the client's contracts. */
  base: string;
  contractId: string;
  lastResult: Reply;
}

/** What is to be decided about a contract's term: renew it by hand, note what was decided, change its terms, or end it. */
export function RenewalForms({ page, formKey, base, contractId, lastResult }: RenewalFormsProps) {
  const { endsOn, isEnded } = page;
  return (
    <Stack>
      <Facts page={page} />
      {isEnded && <Notice tone="low" quiet title={m.contracts_refused_ends_anyway()} />}
      {endsOn === null && <Notice tone="info" quiet title={m.contracts_refused_no_term_to_renew()} />}
      {endsOn !== null && !isEnded && (
        <CardGrid columns={2}>
          <RenewCard page={page} formKey={formKey} lastResult={lastResult} />
          <NoteCard page={page} formKey={formKey} endsOn={endsOn} lastResult={lastResult} />
        </CardGrid>
      )}
      <ButtonRow>
        <LinkButton to={`${base}/${contractId}/terms`} size="small">
          {m.contracts_terms_title()}
        </LinkButton>
        {!isEnded && (
          <LinkButton to={`${base}/${contractId}/end`} size="small" tone="quiet">
            {m.contracts_end_title()}
          </LinkButton>
        )}
        <LinkButton to={base} size="small" tone="quiet">
          {m.contracts_title()}
        </LinkButton>
      </ButtonRow>
    </Stack>
  );
}

function Facts({ page: { standing, endsOn, lastNoticeOn, today, noted } }: { page: TermsPage }) {
  return (
    <Card padding="large">
      <p className="first-letter:uppercase">{termWords(standing)}</p>
      {endsOn !== null && endsOn < today ? (
        <p className="mt-2 font-semibold">{m.contracts_renew_passed({ day: formatDay(endsOn) })}</p>
      ) : (
        endsOn !== null && (
          <p className="mt-2">
            {m.contracts_renew_ends_now()}: <strong>{formatDay(endsOn, "long")}</strong>
          </p>
        )
      )}
      {lastNoticeOn !== null && (
        <p className="mt-1">
          {m.contracts_clock_last_notice()}: <strong>{formatDay(lastNoticeOn, "long")}</strong>
        </p>
      )}
      {noted && (
        <div className="mt-3 border-t border-line pt-3">
          <p>
            <strong>{notedWords(noted)}</strong>
            <span className="ml-2 text-sm text-muted">
              {m.contracts_decide_by({ name: noted.by, day: formatDay(noted.madeOn) })}
            </span>
          </p>
          {noted.note && <p className="whitespace-pre-line text-muted">{noted.note}</p>}
        </div>
      )}
    </Card>
  );
}

type CardProps = Pick<RenewalFormsProps, "page" | "formKey" | "lastResult">;

function RenewCard({ page, formKey, lastResult }: CardProps) {
  return (
    <Card title={m.contracts_renew_card()} titleId="renew">
      <p className="mb-4 text-muted">{m.contracts_renew_text()}</p>
      <ActForm
        id="renew-form"
        intent="renew"
        hidden={{ id: formKey }}
        lastResult={lastResult}
        defaults={{ termEndsOn: page.defaults.renew["endsOn"] ?? "" }}
        submit={m.contracts_renew_do()}
        tone="primary"
      >
        {(field) => (
          <>
            <input type="hidden" name="seen" value={page.defaults.renew["seen"]} />
            <DayField field={field("termEndsOn")} label={m.contracts_renew_until()} />
            <TextArea
              field={field("reason")}
              label={m.contracts_end_reason()}
              hint={m.contracts_end_reason_hint()}
              rows={2}
            />
          </>
        )}
      </ActForm>
    </Card>
  );
}

function NoteCard({ page, formKey, endsOn, lastResult }: CardProps & { endsOn: string }) {
  return (
    <Card title={m.contracts_decide_card()} titleId="note">
      <p className="mb-4 text-muted">{m.contracts_decide_text()}</p>
      <ActForm
        id="note-form"
        intent="note"
        hidden={{ id: formKey }}
        lastResult={lastResult}
        defaults={{ choice: page.noted?.choice ?? "renew" }}
        submit={m.contracts_decide_save()}
      >
        {(field) => (
          <>
            <input type="hidden" name="noteFor" value={endsOn} />
            <Select
              field={field("choice")}
              label={m.contracts_decide_choice()}
              options={decisionChoices.map((choice) => ({ value: choice, label: choiceWords[choice]() }))}
            />
            <DayField
              field={field("talkOn")}
              label={m.contracts_decide_talk_on()}
              min={page.today}
              optional
            />
            <TextArea field={field("note")} label={m.contracts_decide_note()} rows={2} optional />
          </>
        )}
      </ActForm>
    </Card>
  );
}
