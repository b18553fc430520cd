import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";

import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import type { EntryView } from "#app/hours/entry-view.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Link } from "#app/ui/link.tsx";

/** An entry's note and arithmetic, read from the entry's own page when they are first shown, and the way to that page. */
export function EntrySum({ id }: { id: string }) {
  const { data, load } = useFetcher<{ entry: Pick<EntryView, "note" | "lines"> }>();
  const at = `/hours/${id}`;
  useEffect(() => load(at), [load, at]);
  return (
    <div className="entry-sum" aria-live="polite">
      {data?.entry.note && <p className="mb-2 text-muted">{data.entry.note}</p>}
      {data && <EntryLines lines={data.entry.lines} />}
      <p className="mt-2">
        <Link to={at} className="link">
          {m.hours_entry_open()}
        </Link>
      </p>
    </div>
  );
}
