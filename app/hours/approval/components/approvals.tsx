import { Link } from "@remix-run/react";

import type { ApprovalsPage } from "#app/hours/approval/approvals-page.server.ts";
import { natureWord } from "#app/hours/components/words.ts";
import { WordsForm, type WordsReply } from "#app/hours/query/components/words-form.tsx";
import type { WaitingRow } from "#app/hours/store/time-approval.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

interface ApprovalsProps {
  page: ApprovalsPage & { formKey: string };
  /** Where an entry is read: `/hours` for a client, `/staff/time` for staff, who also read whose it is. */
  base: "/hours" | "/staff/time";
  reply: WordsReply;
}

/** Time that waits: what this person is asked, to approve together or send back one by one; then what waits for others. */
export function Approvals({ page: { mine, others, back, formKey }, base, reply }: ApprovalsProps) {
  const nothing = mine.length + others.length + back.length === 0;
  if (nothing)
    return (
      <Card padding="none">
        <EmptyState icon="hours" title={m.approval_none()}>
          {base === "/hours" ? m.approval_none_text() : m.approval_staff_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <Stack>
      {back.length > 0 && <Listed title={m.approval_back()} id="back" rows={back} base={base} />}
      {mine.length > 0 && (
        <Card title={m.approval_yours()} titleId="mine">
          <p className="mb-3 text-muted">{m.approval_select_hint()}</p>
          {reply?.of === "approve" && (
            <FormError errors={reply.result.error?.[""] ?? undefined} className="mb-3" />
          )}
          <ul className="divide-y divide-line">
            {mine.map((row) => (
              <li key={row.entryId} className="py-3 first:pt-0">
                <Entry row={row} base={base} choose />
                <SendBack row={row} formKey={formKey} reply={reply} />
              </li>
            ))}
          </ul>
          <Form method="post" id="approve" className="mt-4">
            <SubmitButton name="intent" value="approve" wide>
              {m.approval_approve_chosen()}
            </SubmitButton>
          </Form>
        </Card>
      )}
      {others.length > 0 && <Listed title={m.approval_others()} id="others" rows={others} base={base} />}
    </Stack>
  );
}

function Listed({
  title,
  id,
  rows,
  base,
}: {
  title: string;
  id: string;
  rows: WaitingRow[];
  base: ApprovalsProps["base"];
}) {
  return (
    <Card title={title} titleId={id}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.entryId} className="py-3 first:pt-0 last:pb-0">
            <Entry row={row} base={base} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One entry: what, who, when, how many minutes, and why it waits; with a box to choose it where this person is asked. */
function Entry({
  row,
  base,
  choose = false,
}: {
  row: WaitingRow;
  base: ApprovalsProps["base"];
  choose?: boolean | undefined;
}) {
  return (
    <div className="flex items-start gap-3">
      {choose && (
        <label className="grid size-11 flex-none cursor-pointer place-items-center">
          <input
            form="approve"
            type="checkbox"
            name="entry"
            value={`${row.clientId}_${row.entryId}_${row.version}`}
            defaultChecked
            className="size-5.5 rounded-sm"
            aria-label={m.approval_select({ title: row.title, minutes: formatMinutes(row.billable) })}
          />
        </label>
      )}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-4">
          <Link
            to={`${base}/${row.entryId}`}
            className="inline-flex min-h-6 min-w-0 items-center font-semibold wrap-anywhere text-ink no-underline hover:underline pointer-coarse:min-h-11"
          >
            {base === "/staff/time" ? `${row.clientName} · ${row.title}` : row.title}
          </Link>
          <span className="flex-none font-semibold">{formatMinutes(row.billable)}</span>
        </p>
        <p className="text-sm text-muted">
          {[formatDay(row.workedOn, "medium"), row.engineer, natureWord(row.nature), row.note]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {row.late && row.reason && (
          <p className="mt-1 text-sm wrap-anywhere">{m.approval_late_why({ reason: row.reason })}</p>
        )}
        {row.state === "rejected" && row.words && (
          <p className="mt-1 wrap-anywhere whitespace-pre-line">{row.words}</p>
        )}
        <div className="mt-1.5">
          <BadgeRow>
            {row.late && (
              <Badge size="small" tone="low">
                {m.approval_late()}
              </Badge>
            )}
            {!row.mine && (
              <Badge size="small" tone="info">
                {stateWord(row)}
              </Badge>
            )}
          </BadgeRow>
        </div>
      </div>
    </div>
  );
}

function stateWord({ state, awaits }: WaitingRow): string {
  if (state === "rejected") return m.approval_rejected();
  return awaits === "lead" ? m.approval_waits_lead() : m.approval_waits_client();
}

function SendBack({ row, formKey, reply }: { row: WaitingRow; formKey: string; reply: WordsReply }) {
  const own = reply?.of === `reject-${row.entryId}` ? { of: "reject", result: reply.result } : null;
  return (
    <details className="pl-14" open={own ? true : undefined}>
      <summary className="link inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
        {m.approval_reject_open()}
      </summary>
      <div className="mt-2">
        <WordsForm
          intent="reject"
          formKey={formKey}
          scope={row.entryId}
          hidden={{ clientId: row.clientId, entryId: row.entryId, version: row.version }}
          label={m.approval_reject_words()}
          hint={m.approval_reject_hint()}
          button={m.approval_reject_button()}
          reply={own}
        />
      </div>
    </details>
  );
}
