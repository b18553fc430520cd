import type { RequestDetail } from "#app/desk/store/request-detail.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";
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
