import { Form } from "@remix-run/react";

import { ExampleWarning } from "#app/agreements/components/template-view.tsx";
import { formatDay, formatMoney, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DefinitionList, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import { leastMonthsOfMargin } from "#app/conversion/rules/replay.ts";
import type { StaffProposalPage } from "#app/conversion/proposal-page.server.ts";
import { paymentWord, stateTone, stateWord } from "#app/conversion/words.ts";
import { Approval } from "./approval.tsx";
import { BesideCard, BesideWarning } from "./beside-card.tsx";
import { LeftCard } from "./done-card.tsx";
import { QuestionList } from "./question-list.tsx";
import { ReportCard } from "./report-card.tsx";
import { ReplayView } from "./replay-view.tsx";
import { StaffStanding } from "./staff-standing.tsx";
import { VariantCard } from "./variant-card.tsx";
import { EarlierVersion, VersionCards } from "./version-cards.tsx";

interface StaffProposalProps {
  page: StaffProposalPage;
  /** A key for each form of the page that makes a row. */
  formKey: string;
  refused: string | undefined;
}

/** A proposal for its makers: variants side by side with the margin to expect, the client's year, and what both sides said. */
export function StaffProposal({ page, formKey, refused }: StaffProposalProps) {
  const lineNames = new Map(
    page.variants.flatMap(({ lines }) => lines.map(({ key, label }) => [key, label] as const)),
  );
  return (
    <Stack>
      {refused && <Notice tone="error">{refused}</Notice>}
      <EarlierVersion page={page} />
      <Acts page={page} />
      {page.isLatest && <StaffStanding page={page} />}
      {page.isExample && !page.isSent && <ExampleWarning />}
      {!page.isSent && <BesideWarning beside={page.beside} />}
      <CardGrid columns={2}>
        {page.variants.map((variant) => (
          <VariantCard
            key={variant.key}
            variant={variant}
            currency={page.currency}
            aside={
              page.taken === variant.name &&
              page.state !== "sent" && <Badge tone="good">{m.conversion_taken()}</Badge>
            }
          >
            <MarginFacts margin={variant.margin} currency={page.currency} floorBp={page.marginFloorBp} />
          </VariantCard>
        ))}
        <LeftCard hoursLeft={page.hoursLeft} left={page.left} currency={page.currency} done={page.done} />
        <BesideCard beside={page.beside} />
      </CardGrid>
      {page.variants.map((variant) => (
        <ReplayView
          key={variant.key}
          variant={variant}
          currency={page.currency}
          named={page.variants.length > 1}
        />
      ))}
      <CardGrid>
        <Card title={m.conversion_questions_title()} titleId="questions">
          {page.questions.length === 0 && <p className="text-muted">{m.conversion_questions_none()}</p>}
          <QuestionList
            questions={page.questions}
            lineNames={lineNames}
            {...(page.mayPropose && { answerForm: (id: string) => <Answer questionId={id} /> })}
          />
        </Card>
        <Notes page={page} formKey={formKey} />
      </CardGrid>
      {page.reports.map((report) => (
        <ReportCard key={report.days} report={report} currency={page.currency} />
      ))}
      <VersionCards page={page} />
    </Stack>
  );
}

function Acts({ page }: { page: StaffProposalPage }) {
  const { acts, state, mayPropose, taken, payment, declinedReason } = page;
  const isLow = page.variants.some(({ margin }) => margin.marginBp < page.marginFloorBp);
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <Badge tone={stateTone(state)}>{stateWord(state, "msp")}</Badge>
          <p className="mt-2 text-muted">
            {m.conversion_facts({
              day: formatDay(page.startsOn),
              term: m.contracts_term_of({ months: page.termMonths }),
              notice: m.contracts_notice_of({ months: page.noticeMonths }),
              number: page.number,
            })}
          </p>
          {taken && payment && (
            <p>{m.conversion_taken_text({ variant: taken, payment: paymentWord(payment) })}</p>
          )}
          {declinedReason && <p className="whitespace-pre-line">{declinedReason}</p>}
        </div>
        {mayPropose && (
          <Form method="post">
            <ButtonRow>
              {acts.includes("send") && !page.isSent && (
                <SubmitButton name="intent" value="send">
                  {m.conversion_send()}
                </SubmitButton>
              )}
              {acts.includes("edit") && (
                <LinkButton to={`/staff/proposals/${page.id}/edit`}>
                  {page.isSent ? m.conversion_new_version() : m.conversion_edit()}
                </LinkButton>
              )}
              {page.mayProposeAgain && (
                <LinkButton to={`/staff/clients/${page.clientId}/proposals/new?from=${page.id}`}>
                  {m.conversion_propose_again()}
                </LinkButton>
              )}
              {acts.includes("withdraw") && (
                <SubmitButton tone="quiet" name="intent" value="withdraw">
                  {m.conversion_withdraw()}
                </SubmitButton>
              )}
              {acts.includes("cancel") && (
                <SubmitButton tone="danger" name="intent" value="cancel">
                  {m.conversion_cancel()}
                </SubmitButton>
              )}
            </ButtonRow>
          </Form>
        )}
      </div>
      {isLow && !page.isSent && page.isLatest && <Approval page={page} />}
    </Card>
  );
}

function MarginFacts({
  margin,
  currency,
  floorBp,
}: {
  margin: StaffProposalPage["variants"][number]["margin"];
  currency: string;
  floorBp: number;
}) {
  const money = (minor: number) => formatMoney(minor, currency);
  const { months, isStated, revenueMinor, costMinor, labourMinor, marginMinor, marginBp, perHourMinor } =
    margin;
  const floor = formatRate(floorBp);
  const words = isStated
    ? [
        marginBp < floorBp ? m.conversion_margin_below({ floor }) : m.conversion_margin_above({ floor }),
        perHourMinor === null ? "" : m.conversion_margin_hour({ amount: money(perHourMinor) }),
        months < 12 ? m.conversion_margin_months({ months }) : "",
      ]
    : [
        m.conversion_margin_unstated({ months, least: leastMonthsOfMargin }),
        marginBp < floorBp ? m.conversion_margin_below_anyway({ floor }) : "",
      ];
  return (
    <div className="mt-5 border-t border-line pt-4">
      <p className="mb-2 font-semibold">{m.conversion_margin_title()}</p>
      <DefinitionList
        layout="sum"
        items={[
          { term: m.conversion_margin_revenue(), value: money(revenueMinor) },
          { term: m.conversion_margin_cost(), value: money(-costMinor) },
          ...(isStated
            ? [
                { term: m.conversion_margin_labour(), value: money(-labourMinor) },
                {
                  term: m.conversion_margin_left({ rate: formatRate(marginBp) }),
                  value: money(marginMinor),
                  total: true,
                },
              ]
            : []),
        ]}
      />
      <p className="mt-2 text-sm text-muted">{words.filter(Boolean).join(" ")}</p>
    </div>
  );
}

function Answer({ questionId }: { questionId: string }) {
  return (
    <ReplyForm which={{ intent: "answer", question: questionId }} className="mt-2 grid gap-2">
      <TextArea
        field={{ id: `answer-${questionId}`, name: "answer", required: true, maxLength: 2000 }}
        label={m.conversion_answer()}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton tone="secondary" size="small">
          {m.conversion_answer_send()}
        </SubmitButton>
      </ButtonRow>
    </ReplyForm>
  );
}

function Notes({ page: { notes, mayPropose }, formKey }: { page: StaffProposalPage; formKey: string }) {
  return (
    <Card title={m.conversion_notes_title()} titleId="notes">
      <p className="mb-3 text-muted">{m.conversion_notes_text()}</p>
      <EntryList
        rows={notes.map(({ id, words, writtenBy }) => ({ key: id, title: writtenBy, detail: words }))}
      />
      {mayPropose && (
        <ReplyForm which={{ intent: "note" }} className="mt-3 grid gap-2">
          <input type="hidden" name="id" value={formKey} />
          <TextArea
            field={{ id: "note", name: "words", required: true, maxLength: 2000 }}
            label={m.conversion_note()}
            rows={2}
          />
          <ButtonRow>
            <SubmitButton tone="secondary" size="small">
              {m.conversion_note_save()}
            </SubmitButton>
          </ButtonRow>
        </ReplyForm>
      )}
    </Card>
  );
}
