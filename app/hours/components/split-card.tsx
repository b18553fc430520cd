import { formatMinutes, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";

/** What was asked for and what prevented trouble, over the last 90 days, as a bar and in words. */
export function SplitCard({ split }: { split: { reactiveMinutes: number; proactiveMinutes: number } }) {
  const total = split.reactiveMinutes + split.proactiveMinutes;
  const share = total === 0 ? 0 : split.proactiveMinutes / total;
  return (
    <Card title={m.hours_split_title()} titleId="split">
      {total === 0 ? (
        <p className="text-muted">{m.hours_split_none()}</p>
      ) : (
        <>
          <svg
            width="100%"
            height="14"
            aria-hidden="true"
            focusable="false"
            className="mb-2.5 block rounded-full"
          >
            <rect width="100%" height="14" className="fill-asked" />
            <rect
              x={`${(1 - share) * 100}%`}
              width={`${share * 100}%`}
              height="14"
              className="fill-prevented"
            />
          </svg>
          <p>
            {m.hours_split_text({
              reactive: formatMinutes(split.reactiveMinutes),
              proactive: formatMinutes(split.proactiveMinutes),
            })}
          </p>
          <p className="mt-1 text-sm text-muted">
            {m.hours_split_share({ percent: formatRate(Math.round(share * 100) * 100) })}
          </p>
        </>
      )}
    </Card>
  );
}
