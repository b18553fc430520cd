import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { ReplyForm, useReplyTo } from "#app/ui/fields/reply-form.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import type { ClientProposalPage } from "#app/conversion/client-proposal-page.server.ts";
import type { ShownVariant } from "#app/conversion/proposal-page.server.ts";
import { leftWord, paidWord, paymentWord, stateTone, stateWord } from "#app/conversion/words.ts";
import { BesideCard } from "./beside-card.tsx";
import { LeftCard } from "./done-card.tsx";
import { NextStep, TakeSteps } from "./next-step.tsx";
import { QuestionList } from "./question-list.tsx";
import { ReadinessList } from "./readiness-list.tsx";
import { ReportCard } from "./report-card.tsx";
import { ReplayView } from "./replay-view.tsx";
import { VariantCard } from "./variant-card.tsx";
import { VariantCompare } from "./variant-compare.tsx";
import { EarlierVersion, VersionCards } from "./version-cards.tsx";

interface ClientProposalProps {
  page: ClientProposalPage;
  formKey: string;
  refused: string | undefined;
}

/** A client's proposal: its variants, the client's own year beside the shown one, seat numbers to play with, questions, and the way to take it. */
export function ClientProposal({ page, formKey, refused }: ClientProposalProps) {
  const shown = page.variants.find(({ key }) => key === page.shown);
  const lineNames = new Map(
    page.variants.flatMap(({ lines }) => lines.map(({ key, label }) => [key, label] as const)),
  );
  const isOpen = page.state === "sent" && page.isLatest;
  if (!shown) return null;
  return (
    <Stack>
      {refused && <Notice tone="error">{refused}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={stateTone(page.state)}>{stateWord(page.state, "client")}</Badge>
        <span className="text-muted">
          {m.conversion_facts({
            day: formatDay(page.startsOn),
            term: m.contracts_term_of({ months: page.termMonths }),
            notice: m.contracts_notice_of({ months: page.noticeMonths }),
            number: page.number,
          })}
        </span>
      </div>
      <EarlierVersion page={page} />
      {page.isLatest && (
        <>
          <TakeSteps page={page} />
          <NextStep page={page} />
        </>
      )}
      {page.words && <p className="max-w-prose whitespace-pre-line">{page.words}</p>}
      {page.variants.length > 1 && isOpen && <VariantCompare page={page} />}
      <CardGrid>
        <VariantCard
          variant={shown}
          currency={page.currency}
          aside={page.taken === shown.key && <Badge tone="good">{m.conversion_taken()}</Badge>}
        >
          {isOpen && <Play shown={shown} wrong={page.wrongSeats} />}
        </VariantCard>
        <LeftCard hoursLeft={page.hoursLeft} left={page.left} currency={page.currency} done={page.done} />
        <BesideCard beside={page.beside} />
      </CardGrid>
      {page.reports.map((report) => (
        <ReportCard key={report.days} report={report} currency={page.currency} />
      ))}
      <ReplayView variant={shown} currency={page.currency} />
      {isOpen && page.mayAccept && Object.keys(page.wrongSeats).length === 0 && (
        <Take page={page} shown={shown} />
      )}
      <Questions page={page} shown={shown} lineNames={lineNames} formKey={formKey} />
      <ReadinessList points={page.readiness} side="client" mayConfirm={page.mayAccept} />
      {page.versions.length > 1 && <VersionCards page={page} />}
      {(isOpen || (page.state === "accepted" && page.isLatest)) && page.mayAccept && <Decline />}
    </Stack>
  );
}

/** Seat numbers as an address, so that they work without scripts and can be shared. */
function Play({ shown, wrong }: { shown: ShownVariant; wrong: Readonly<Record<string, string>> }) {
  const seats = shown.lines.filter(({ perSeat }) => perSeat);
  if (seats.length === 0) return null;
  return (
    <Form method="get" noValidate preventScrollReset className="mt-5 grid gap-3 border-t border-line pt-4">
      <input type="hidden" name="variant" value={shown.key} />
      {seats.map((line, at) => {
        const typed = wrong[line.key];
        return (
          <TextField
            key={`${line.key}-${typed ?? line.count}`}
            field={{
              ...{ id: `seats-${at}`, name: `seats${at}`, required: true },
              initialValue: typed ?? String(line.count),
              errors: typed === undefined ? undefined : [m.conversion_play_wrong()],
            }}
            label={m.conversion_play({ line: line.label })}
            hint={paidWord(line)}
            inputMode="numeric"
            width="tiny"
          />
        );
      })}
      <ButtonRow>
        <SubmitButton tone="secondary">{m.conversion_recount()}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}

function Take({ page, shown }: { page: ClientProposalPage; shown: ShownVariant }) {
  const amount = formatMoney(shown.monthlyMinor, page.currency);
  const seats = shown.lines.filter(({ perSeat }) => perSeat);
  return (
    <Card
      title={m.conversion_take_title({ variant: shown.name })}
      titleId="take"
      padding="large"
      className="print:hidden"
    >
      <ReplyForm which={{ intent: "accept" }} className="grid gap-4.5">
        <input type="hidden" name="seen" value={page.versionId} />
        <input type="hidden" name="variant" value={shown.key} />
        {seats.map(({ key, count }, at) => (
          <input key={key} type="hidden" name={`seats${at}`} value={count} />
        ))}
        <p>
          {m.conversion_take_text({ amount, day: formatDay(page.startsOn), left: leftWord(page.hoursLeft) })}
        </p>
        <RadioCards
          field={{ id: "payment", name: "payment", initialValue: "transfer" }}
          label={m.conversion_pay_title()}
          choices={[
            { value: "transfer", label: paymentWord("transfer"), detail: m.conversion_pay_transfer_text() },
            { value: "mandate", label: paymentWord("mandate"), detail: m.conversion_pay_mandate_text() },
          ]}
        />
        <Checkbox
          field={{ id: "agreed", name: "agreed", required: true }}
          label={m.conversion_agree({ amount })}
        />
        <ButtonRow>
          <SubmitButton name="step" value="take">
            {m.conversion_take()}
          </SubmitButton>
        </ButtonRow>
      </ReplyForm>
    </Card>
  );
}

function Questions({
  page,
  shown,
  lineNames,
  formKey,
}: {
  page: ClientProposalPage;
  shown: ShownVariant;
  lineNames: ReadonlyMap<string, string>;
  formKey: string;
}) {
  const mayAsk = page.isLatest && (page.state === "sent" || page.state === "accepted");
  if (!mayAsk && page.questions.length === 0) return null;
  return (
    <Card title={m.conversion_questions_title()} titleId="questions">
      <QuestionList questions={page.questions} lineNames={lineNames} />
      {mayAsk && (
        <ReplyForm which={{ intent: "ask" }} className="mt-4 grid gap-3" preventScrollReset>
          <input type="hidden" name="id" value={formKey} />
          <Select
            field={{ id: "ask-line", name: "line" }}
            label={m.conversion_ask_line()}
            placeholder={m.conversion_ask_whole()}
            options={shown.lines.map(({ key, label }) => ({ value: key, label }))}
          />
          <TextArea
            field={{ id: "ask-words", name: "words", required: true, maxLength: 2000 }}
            label={m.conversion_ask()}
            rows={2}
          />
          <ButtonRow>
            <SubmitButton tone="secondary">{m.conversion_ask_send()}</SubmitButton>
          </ButtonRow>
        </ReplyForm>
      )}
    </Card>
  );
}

function Decline() {
  const isRefused = useReplyTo({ intent: "decline" }) !== null;
  return (
    <details open={isRefused} className="print:hidden">
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
        {m.conversion_decline_open()}
      </summary>
      <ReplyForm which={{ intent: "decline" }} className="mt-2 grid max-w-xl gap-3">
        <TextArea
          field={{ id: "decline", name: "reason", maxLength: 1000 }}
          label={m.conversion_decline_reason()}
          rows={2}
          optional
        />
        <ButtonRow>
          <SubmitButton tone="danger">{m.conversion_decline()}</SubmitButton>
        </ButtonRow>
      </ReplyForm>
    </details>
  );
}
