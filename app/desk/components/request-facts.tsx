import { FileList, type FileBase } from "#app/requests/components/file-list.tsx";
import type { RequestFile } from "#app/requests/store/file-store.server.ts";
import { StateBadge } from "#app/requests/components/state-badge.tsx";
import type { RequestDetail } from "#app/desk/store/request-detail.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { DefinitionList } from "#app/ui/lists.tsx";

/** What was asked, in the asker's words, with the files that came along. */
export function RequestDescription({
  request,
  files,
  base,
}: {
  request: Pick<RequestDetail, "description">;
  files: RequestFile[];
  base: FileBase;
}) {
  return (
    <Card title={m.desk_request_asked()} titleId="asked">
      {request.description ? (
        <p className="wrap-anywhere whitespace-pre-line">{request.description}</p>
      ) : (
        <p className="text-muted">{m.desk_request_no_description()}</p>
      )}
      <FileList files={files.filter(({ commentId, noteId }) => !commentId && !noteId)} base={base} />
    </Card>
  );
}

/** Who, when, how it stands, with whom. */
export function RequestFacts({
  request,
  zone,
  approved = false,
  showRequester = true,
}: {
  request: RequestDetail;
  zone: string;
  /** For the client: whether it has all the approval that it needed. */
  approved?: boolean | undefined;
  showRequester?: boolean | undefined;
}) {
  return (
    <DefinitionList
      items={[
        { term: m.desk_state(), value: <StateBadge state={request.state} approved={approved} /> },
        ...(showRequester
          ? [{ term: m.desk_request_from(), value: request.requesterName ?? m.desk_request_by_msp() }]
          : []),
        { term: m.desk_request_on(), value: formatInstant(request.createdAt, zone) },
        { term: m.desk_request_with(), value: request.assigneeName ?? m.desk_nobody() },
        ...(request.closedAt
          ? [{ term: closedWord(request.state), value: formatInstant(request.closedAt, zone) }]
          : []),
      ]}
    />
  );
}

/** What a request's last instant is called: it was done, or ended otherwise. */
function closedWord(state: RequestState): string {
  return state === "done" ? m.desk_request_closed() : m.desk_request_ended();
}
