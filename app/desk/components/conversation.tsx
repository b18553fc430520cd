import { clsx } from "clsx";

import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { FileList, type FileBase } from "#app/requests/components/file-list.tsx";
import type { RequestFile } from "#app/requests/store/file-store.server.ts";
import type { Comment, Note } from "#app/requests/store/conversation.server.ts";

/** What both sides wrote on a request, oldest first; the MSP's words stand on a tint. */
export function Conversation({
  comments,
  hasOlder,
  files,
  base,
  zone,
  mspName,
}: {
  comments: Comment[];
  hasOlder: boolean;
  files: RequestFile[];
  base: FileBase;
  zone: string;
  mspName: string;
}) {
  if (comments.length === 0) return <p className="text-muted">{m.queue_talk_none()}</p>;
  return (
    <ol className="grid gap-3">
      {hasOlder && <li className="text-sm text-muted">{m.queue_talk_newest({ count: comments.length })}</li>}
      {comments.map((comment) => (
        <li
          key={comment.id}
          id={`text-${comment.id}`}
          tabIndex={-1}
          className={clsx("rounded-lg border border-line px-4 py-3", comment.byStaff ? "bg-tint" : "bg-card")}
        >
          <Said
            text={comment}
            zone={zone}
            author={
              comment.byStaff
                ? m.queue_talk_by_staff({ name: comment.authorName, msp: mspName })
                : comment.authorName
            }
          />
          <FileList files={files.filter(({ commentId }) => commentId === comment.id)} base={base} />
        </li>
      ))}
    </ol>
  );
}

/** Internal notes, oldest first. Only a staff page renders them. */
export function NoteList({ notes, files, zone }: { notes: Note[]; files: RequestFile[]; zone: string }) {
  return (
    <ol className="grid gap-3">
      {notes.map((note) => (
        <li
          key={note.id}
          id={`text-${note.id}`}
          tabIndex={-1}
          className="rounded-lg border border-dashed border-edge px-4 py-3"
        >
          <Said text={note} zone={zone} author={note.authorName} />
          <FileList files={files.filter(({ noteId }) => noteId === note.id)} base="/staff/files" />
        </li>
      ))}
    </ol>
  );
}

function Said({ text, zone, author }: { text: Note; zone: string; author: string }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-semibold">{author}</span>
        <time dateTime={text.createdAt.toISOString()} className="text-muted">
          {formatInstant(text.createdAt, zone)}
        </time>
      </p>
      <p className="mt-1 wrap-anywhere whitespace-pre-line">{text.body}</p>
    </>
  );
}
