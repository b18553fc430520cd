import { useGroupNames } from "#app/desk/components/group-name.ts";
import { insertText, textAreaOf, useDraft } from "#app/desk/components/use-draft.ts";
import type { CannedAnswer } from "#app/desk/store/answer-store.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { FilesField } from "#app/requests/components/file-list.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { ContactLine } from "#app/ui/contact.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";

interface ClientReplyProps {
  id: string;
  /** Whether the request waits for the client. */
  waits: boolean;
  /** Whether the MSP wrote anything that could be answered. */
  asked: boolean;
}

/** What the client's people write on a request. */
export function ClientReply({ id, waits, asked }: ClientReplyProps) {
  const { msp } = useGroupNames();
  return (
    <ReplyForm which={{ intent: "comment" }} encType="multipart/form-data" className="grid gap-3">
      {waits && (
        <div>
          <p className="font-semibold">{asked ? m.queue_reply_waits() : m.queue_reply_unasked({ msp })}</p>
          {!asked && <ContactLine />}
        </div>
      )}
      <input type="hidden" name="id" value={id} />
      <TextArea
        field={{ id: "reply", name: "body", required: true, maxLength: 8000 }}
        label={m.queue_reply_client()}
        rows={4}
      />
      <FilesField field={{ id: "reply-files", name: "files" }} />
      <ButtonRow>
        <SubmitButton name="act" value="comment" tone={waits ? "primary" : "secondary"}>
          {m.queue_send()}
        </SubmitButton>
      </ButtonRow>
    </ReplyForm>
  );
}

interface StaffReplyProps {
  id: string;
  requestId: string;
  /** Who writes: a draft is theirs alone. */
  me: string;
  answers: CannedAnswer[];
  mayWait: boolean;
  mayFinish: boolean;
}

/** What staff write to the client, from a canned answer where they choose one, and what becomes of the request with it. */
export function StaffReply({ id, requestId, me, answers, mayWait, mayFinish }: StaffReplyProps) {
  useDraft(`${me} ${requestId}`, "reply");
  const here = `/staff/requests/${requestId}`;
  return (
    <ReplyForm
      which={{ intent: "comment" }}
      action={here}
      encType="multipart/form-data"
      className="grid gap-3"
    >
      <input type="hidden" name="id" value={id} />
      {answers.length > 0 && (
        <nav aria-label={m.queue_answers()}>
          <ul className="flex flex-wrap gap-2">
            {answers.map((answer) => (
              <li key={answer.id}>
                <AnswerButton answer={answer} here={here} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <TextArea
        field={{ id: "reply", name: "body", required: true, maxLength: 8000 }}
        label={m.queue_reply()}
        rows={5}
      />
      <FilesField field={{ id: "reply-files", name: "files" }} brief />
      <ButtonRow>
        <SubmitButton name="act" value="comment" tone="secondary" size="small">
          {m.queue_send()}
        </SubmitButton>
        {mayWait && (
          <SubmitButton name="then" value="waiting" tone="secondary" size="small">
            {m.queue_send_wait()}
          </SubmitButton>
        )}
        {mayFinish && (
          <SubmitButton name="then" value="done" tone="secondary" size="small">
            {m.queue_send_done()}
          </SubmitButton>
        )}
      </ButtonRow>
    </ReplyForm>
  );
}

/** Puts a canned answer where the cursor stands; without scripts the server puts it below what was typed. */
function AnswerButton({ answer, here }: { answer: CannedAnswer; here: string }) {
  return (
    <button
      type="submit"
      formAction={`${here}?answer=${answer.id}`}
      onClick={(event) => {
        const field = textAreaOf("reply");
        if (!field) return;
        event.preventDefault();
        insertText(field, answer.body);
      }}
      className="inline-flex min-h-8.5 items-center rounded-full border border-line px-3 text-sm text-ink hover:border-ink pointer-coarse:min-h-11"
    >
      {answer.name}
    </button>
  );
}

/** An internal note: for colleagues alone. */
export function NoteForm({ id, requestId, me }: Pick<StaffReplyProps, "id" | "requestId" | "me">) {
  useDraft(`${me} ${requestId}`, "note");
  return (
    <ReplyForm which={{ intent: "note" }} encType="multipart/form-data" className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <TextArea
        field={{ id: "note", name: "body", required: true, maxLength: 8000 }}
        label={m.queue_note()}
        hint={m.queue_notes_hint()}
        rows={3}
      />
      <FilesField field={{ id: "note-files", name: "files" }} brief />
      <ButtonRow>
        <SubmitButton name="act" value="note" tone="secondary" size="small">
          {m.queue_note_save()}
        </SubmitButton>
      </ButtonRow>
    </ReplyForm>
  );
}
