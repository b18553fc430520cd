import { useEffect, useRef } from "react";

import type { BulkAnswer } from "#app/billing/monthly/bulk-run.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

/** How far closing or issuing many months has come, and what didn't go well; with scripts it goes on by itself, without them by a button. */
export function BulkProgress({ answer }: { answer: BulkAnswer }) {
  const { intent, done, failed, rest } = answer;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (rest.length > 0) box.current?.querySelector("button")?.click();
  }, [rest.length]);
  const tried = done + failed.length;
  return (
    <Card
      title={intent === "close" ? m.monthly_bulk_title_close() : m.monthly_bulk_title_issue()}
      titleId="bulk"
      className="mb-4"
    >
      <p role="status" className="font-semibold">
        {m.monthly_bulk_progress({ done: formatNumber(tried), all: formatNumber(tried + rest.length) })}
      </p>
      <progress
        className="my-2 w-full"
        value={tried}
        max={tried + rest.length}
        aria-label={m.monthly_bulk_progress({
          done: formatNumber(tried),
          all: formatNumber(tried + rest.length),
        })}
      />
      <p>{m.monthly_bulk_well({ count: formatNumber(done) })}</p>
      {failed.length > 0 && (
        <>
          <p className="text-negative">{m.monthly_bulk_not({ count: formatNumber(failed.length) })}</p>
          <ul className="mt-1 list-disc pl-5 text-sm">
            {failed.map((words, at) => (
              <li key={at}>{words}</li>
            ))}
          </ul>
        </>
      )}
      {rest.length > 0 && (
        <div ref={box} className="mt-3">
          <Form method="post">
            <input type="hidden" name="done" value={done} />
            {rest.map((id) => (
              <input key={id} type="hidden" name="id" value={id} />
            ))}
            {failed.map((words, at) => (
              <input key={at} type="hidden" name="failed" value={words} />
            ))}
            <SubmitButton tone="secondary" size="small" name="intent" value={intent}>
              {m.monthly_bulk_go_on()}
            </SubmitButton>
          </Form>
        </div>
      )}
    </Card>
  );
}
