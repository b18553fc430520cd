import type { ReactNode } from "react";

import type { Day } from "#app/platform/day.ts";
import { formatDay, formatList, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { ReplyForm, useReplyTo } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";

import {
  countReady,
  type ReadinessFact,
  type ReadinessItem,
  type ReadinessPoint,
  type ReadinessSide,
} from "#app/conversion/rules/readiness.ts";
import { readinessWord } from "#app/conversion/words.ts";

interface ReadinessListProps {
  points: ReadinessPoint[];
  /** What the portal knows about each point. */
  facts?: Partial<Record<ReadinessItem, ReadinessFact[]>>;
  side: ReadinessSide;
  /** Whether this person may confirm for its side, and for the MSP write down what was found. */
  mayConfirm: boolean;
  /** Where the devices stand that the facts are about. */
  devicesAt?: string;
  footer?: ReactNode;
}

/** What both sides check before a contract, each point with what is known of it; each side confirms for itself. */
export function ReadinessList({
  points,
  facts = {},
  side,
  mayConfirm,
  devicesAt,
  footer,
}: ReadinessListProps) {
  return (
    <Card
      title={m.conversion_ready_title()}
      titleId="readiness"
      aside={
        <span className="text-sm text-muted">
          {m.conversion_ready_count({ ready: countReady(points), of: points.length })}
        </span>
      }
    >
      <p className="mb-3 text-muted">{m.conversion_ready_text()}</p>
      <ul className="divide-y divide-line">
        {points.map((point) => (
          <li key={point.item} className="py-2.5">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span className="min-w-48 flex-1">{readinessWord(point.item)}</span>
              <span className="flex flex-wrap items-center gap-2">
                <Side name={m.conversion_side_msp()} mark={point.msp} />
                <Side
                  name={side === "client" ? m.conversion_side_you() : m.conversion_side_client()}
                  mark={point.client}
                />
                {mayConfirm && <Confirm point={point} side={side} />}
              </span>
            </div>
            <Marks point={point} />
            <Known point={point} facts={facts[point.item] ?? []} devicesAt={devicesAt} />
            {side === "msp" && mayConfirm && <Note point={point} />}
          </li>
        ))}
      </ul>
      {footer && <div className="mt-4">{footer}</div>}
    </Card>
  );
}

function Side({ name, mark }: { name: string; mark: ReadinessPoint["msp"] }) {
  return (
    <Badge size="small" tone={mark ? "good" : "neutral"}>
      {mark ? m.conversion_side_done({ side: name }) : m.conversion_side_open({ side: name })}
    </Badge>
  );
}

/** Who confirmed a point on which day. */
function Marks({ point: { msp, client } }: { point: ReadinessPoint }) {
  const marks = [msp, client].flatMap((mark) =>
    mark ? [m.conversion_ready_by({ name: mark.by, day: formatDay(mark.on) })] : [],
  );
  return marks.length === 0 ? null : <p className="mt-1 text-sm text-muted">{marks.join(" · ")}</p>;
}

function Known({
  point: { note },
  facts,
  devicesAt,
}: {
  point: ReadinessPoint;
  facts: readonly ReadinessFact[];
  devicesAt: string | undefined;
}) {
  if (facts.length === 0 && !note) return null;
  const isOfDevices = facts.some(({ kind }) => kind !== "accounts");
  return (
    <div className="mt-1.5 grid gap-1 text-[0.9375rem]">
      {facts.length > 0 && (
        <ul className="text-muted">
          {facts.map((fact, at) => (
            <li key={at} className="wrap-anywhere">
              {factWord(fact)}
            </li>
          ))}
        </ul>
      )}
      {devicesAt && isOfDevices && <TextLink to={devicesAt}>{m.conversion_ready_devices()}</TextLink>}
      {note && (
        <p className="max-w-prose whitespace-pre-line wrap-anywhere">
          {note.words}{" "}
          <span className="text-sm text-muted">
            {m.conversion_ready_note_by({ name: note.by, day: formatDay(note.on) })}
          </span>
        </p>
      )}
    </div>
  );
}

const mostNamed = 10;

/** Names in a row, the first ten of them and how many more. */
function named(names: readonly string[]): string {
  if (names.length <= mostNamed) return formatList(names, "and");
  return m.conversion_ready_names_more({
    names: names.slice(0, mostNamed).join(", "),
    count: formatNumber(names.length - mostNamed),
  });
}

function factWord(fact: ReadinessFact): string {
  switch (fact.kind) {
    case "scope":
      return fact.outside.length === 0
        ? m.conversion_fact_scope({ count: formatNumber(fact.inScope) })
        : m.conversion_fact_scope_outside({
            count: formatNumber(fact.inScope),
            outside: formatNumber(fact.outside.length),
            names: named(fact.outside),
          });
    case "os":
      return m.conversion_fact_os({ os: fact.os, count: formatNumber(fact.count) });
    case "os-unknown":
      return m.conversion_fact_os_unknown({ names: named(fact.devices) });
    case "warranty-over":
      return m.conversion_fact_warranty_over({
        names: named(fact.devices.map(({ name, until }) => `${name} (${formatDay(until, "medium")})`)),
      });
    case "warranty-unknown":
      return m.conversion_fact_warranty_unknown({ names: named(fact.devices) });
    case "off-standard":
      return m.conversion_fact_off_standard({
        count: formatNumber(fact.devices.length),
        of: formatNumber(fact.of),
        names: named(fact.devices),
      });
    case "accounts":
      return m.conversion_fact_accounts({
        count: formatNumber(fact.accounts),
        day: formatDay(fact.readOn),
      });
  }
}

function Confirm({ point, side }: { point: ReadinessPoint; side: ReadinessSide }) {
  const isDone = point[side] !== null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="ready" />
      <input type="hidden" name="item" value={point.item} />
      <SubmitButton
        tone="quiet"
        size="small"
        name="on"
        value={isDone ? "off" : "on"}
        aria-label={`${isDone ? m.conversion_ready_undo() : m.conversion_ready_confirm()}: ${readinessWord(point.item)}`}
      >
        {isDone ? m.conversion_ready_undo() : m.conversion_ready_confirm()}
      </SubmitButton>
    </Form>
  );
}

/** What the MSP found, such as the patch history, which no system reports. */
function Note({ point: { item, note } }: { point: ReadinessPoint }) {
  const isRefused = useReplyTo({ intent: "note", item }) !== null;
  return (
    <details open={isRefused}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-primary">
        {note ? m.conversion_ready_note_change() : m.conversion_ready_note_add()}
        <span className="sr-only">{`: ${readinessWord(item)}`}</span>
      </summary>
      <ReplyForm which={{ intent: "note", item }} preventScrollReset className="mt-1 grid max-w-xl gap-2">
        <TextArea
          field={{ id: `note-${item}`, name: "words", maxLength: 2000, initialValue: note?.words }}
          label={m.conversion_ready_note()}
          hint={m.conversion_ready_note_hint()}
          rows={2}
          optional
        />
        <ButtonRow>
          <SubmitButton tone="secondary" size="small">
            {m.conversion_ready_note_save()}
          </SubmitButton>
        </ButtonRow>
      </ReplyForm>
    </details>
  );
}

/** Asks the client to go through the checklist, before there is a proposal. */
export function AskClient({ askedOn }: { askedOn: Day | null }) {
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SubmitButton tone="secondary" name="intent" value="ask">
        {m.conversion_ready_ask()}
      </SubmitButton>
      {askedOn && (
        <span className="text-sm text-muted">{m.conversion_ready_asked_on({ day: formatDay(askedOn) })}</span>
      )}
    </Form>
  );
}
