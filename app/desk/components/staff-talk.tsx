import { Conversation, NoteList } from "#app/desk/components/conversation.tsx";
import { NoteForm, StaffReply } from "#app/desk/components/reply-forms.tsx";
import type { StaffRequestPage } from "#app/desk/request-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { nextStates, type RequestKind } from "#app/requests/rules/request-state.ts";
import { Card } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

interface StaffTalkProps {
  page: Pick<
    StaffRequestPage,
    "request" | "comments" | "hasOlder" | "files" | "notes" | "answers" | "commentId" | "noteId"
  > & {
    zone: string;
    mspName: string;
    me: string;
    mayWork: boolean;
  };
  kind: RequestKind;
}

/** What is written on a request: to and from the client, and between colleagues. */
export function StaffTalk({ page, kind }: StaffTalkProps) {
  const { request, comments, files, notes, zone } = page;
  const next = nextStates("staff", { ...request, kind });
  return (
    <>
      <Card title={m.queue_talk_title()} titleId="talk">
        <Stack>
          <Conversation
            comments={comments}
            hasOlder={page.hasOlder}
            files={files}
            base="/staff/files"
            zone={zone}
            mspName={page.mspName}
          />
          {page.mayWork && (
            <StaffReply
              key={request.id}
              id={page.commentId}
              answers={page.answers}
              requestId={request.id}
              me={page.me}
              mayWait={next.includes("waiting")}
              mayFinish={next.includes("done")}
            />
          )}
        </Stack>
      </Card>
      <Card title={m.queue_notes_title()} titleId="notes">
        <Stack>
          <NoteList notes={notes} files={files} zone={zone} />
          {page.mayWork && <NoteForm key={request.id} id={page.noteId} requestId={request.id} me={page.me} />}
        </Stack>
      </Card>
    </>
  );
}
