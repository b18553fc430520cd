import type { MergedRequest, RequestDetail } from "#app/desk/store/request-detail.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Says where a request that was merged goes on; a link for those who may read that one. */
export function MergedNotice({
  merged,
  base,
}: {
  merged: RequestDetail["merged"];
  base: "/requests" | "/staff/requests";
}) {
  if (!merged) return null;
  const words = m.queue_merged_into({ number: merged.number });
  return (
    <Notice quiet>{merged.id ? <TextLink to={`${base}/${merged.id}`}>{words}</TextLink> : words}</Notice>
  );
}

/** The requests that went into this one, each with what it asked. Left out where there are none. */
export function MergedHere({ merged }: { merged: MergedRequest[] }) {
  if (merged.length === 0) return null;
  return (
    <Card title={m.queue_merged_here()} titleId="merged-here">
      <ul className="divide-y divide-line">
        {merged.map(({ id, number, title, description }) => (
          <li key={id} className="py-2.5 first:pt-0 last:pb-0">
            <TextLink to={`/staff/requests/${id}`}>
              #{number} {title}
            </TextLink>
            {description && <p className="wrap-anywhere whitespace-pre-line">{description}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
