import { clsx } from "clsx";

import { lineWords } from "#app/hours/components/line-words.ts";
import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import type { PreviewReply } from "#app/hours/preview-reply.server.ts";
import type { Preview } from "#app/hours/preview-time-entry.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** What saving would cost and what would be left, line by line; `first` puts it on top on a phone, where somebody pressed for it. */
export function TimePreview({ reply, first }: { reply: PreviewReply | null; first: boolean }) {
  return (
    <Card
      title={m.hours_time_preview_title()}
      titleId="preview"
      className={clsx("self-start desk:sticky desk:top-6", first && "max-desk:order-first")}
    >
      <div role="status">
        {reply === null ? (
          <p className="text-muted">{m.hours_time_preview_empty()}</p>
        ) : "why" in reply ? (
          <p className="text-negative">{reply.why}</p>
        ) : (
          <PreviewLines preview={reply.preview} />
        )}
      </div>
    </Card>
  );
}

function PreviewLines({ preview }: { preview: Preview }) {
  const items = [
    ...preview.steps.map((line) => ({ term: lineWords(line), value: formatMinutes(line.minutes) })),
    { term: m.hours_time_billed(), value: <strong>{formatMinutes(preview.billableMinutes)}</strong> },
    ...preview.blocks.map((part) => ({
      term: <Small>{blockWords(part)}</Small>,
      value: <Small>{formatMinutes(Math.abs(part.minutes))}</Small>,
    })),
    ...(preview.uncoveredMinutes > 0
      ? [
          {
            term: <Small>{m.hours_line_uncovered()}</Small>,
            value: <Small>{formatMinutes(preview.uncoveredMinutes)}</Small>,
          },
        ]
      : []),
    { term: m.hours_time_before(), value: <Balance minutes={preview.beforeMinutes} /> },
    { term: m.hours_time_after(), value: <Balance minutes={preview.afterMinutes} />, total: true },
  ];
  return (
    <>
      <DefinitionList layout="sum" items={items} />
      {preview.atClient && (
        <p className="mt-3 text-sm text-muted">
          {m.hours_time_at_client({
            day: formatDay(preview.atClient.day, "dayMonth"),
            time: preview.atClient.time,
          })}
        </p>
      )}
      {preview.refused && (
        <Notice tone="error" quiet className="mt-3">
          {timeRefusalWords("below-zero-refused")}
        </Notice>
      )}
      {preview.overlaps.length > 0 && (
        <Notice tone="low" quiet className="mt-3">
          {preview.overlaps.map((one) => (
            <span key={`${one.from} ${one.title}`} className="block">
              {m.hours_overlap(one)}
            </span>
          ))}
        </Notice>
      )}
      {preview.waits && (
        <Notice tone="info" quiet className="mt-3">
          {preview.waits === "lead" ? m.approval_preview_lead() : m.approval_preview_client()}
        </Notice>
      )}
      {preview.lateAfterDays !== null && (
        <Notice tone="low" quiet className="mt-3">
          {m.hours_time_late({ days: preview.lateAfterDays })}
        </Notice>
      )}
    </>
  );
}

function blockWords(part: Preview["blocks"][number]): string {
  if (part.minutes >= 0) return m.hours_line_block({ block: part.lotId ?? 0 });
  return part.lotId === null ? m.hours_time_back_owed() : m.hours_time_back_to_block({ block: part.lotId });
}

function Small({ children }: { children: string }) {
  return <span className="text-sm text-muted">{children}</span>;
}

function Balance({ minutes }: { minutes: number }) {
  return <span className={clsx(minutes < 0 && "text-negative")}>{formatMinutes(minutes)}</span>;
}
