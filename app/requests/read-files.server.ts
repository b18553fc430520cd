import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { largePosts } from "#app/platform/web/upload-limits.ts";
import { cleanFileName, fileKindOf, type FileKind } from "#app/requests/rules/file-kind.ts";

/** The largest file in bytes, and the most files that one form takes. */
const fileBytes = 10_485_760;
export const filesPerForm = 5;

/** What a form with files may send. */
export const filesLimits = { mostBytes: largePosts["/requests/new"] };

const isFile = (one: unknown): one is File => one instanceof File;
/** A browser sends an empty file without a name where none is chosen. */
const isChosen = (file: File): boolean => file.name !== "" || file.size > 0;

/** The files of a form; none where it has no such field. `checkFiles` says which are taken. */
export const filesField = z.unknown().transform((given) => [given].flat().filter(isFile).filter(isChosen));

/** A file whose contents were looked at, under a name that is safe. */
export type CheckedFile = { name: string; kind: FileKind; content: Buffer };

/** Looks at the number, sizes and contents of a form's files: all of them, or why one is not taken, in words. */
export async function checkFiles(
  files: readonly File[],
): Promise<{ ok: true; value: CheckedFile[] } | { ok: false; words: string }> {
  if (files.length > filesPerForm) return { ok: false, words: m.files_too_many({ count: filesPerForm }) };
  const large = files.find(({ size }) => size > fileBytes);
  if (large) return { ok: false, words: m.files_too_large({ name: shownName(large) }) };
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const content = Buffer.from(await file.arrayBuffer());
    if (content.length === 0) return { ok: false, words: m.files_empty({ name: shownName(file) }) };
    const kind = fileKindOf(content, file.name);
    if (kind === null) return { ok: false, words: m.files_not_taken({ name: shownName(file) }) };
    checked.push({ name: cleanFileName(file.name, kind), kind, content });
  }
  return { ok: true, value: checked };
}

/** A given name as a sentence shows it. */
function shownName({ name }: File): string {
  return (name.split(/[/\\]/).at(-1) ?? "").replaceAll(/\p{C}/gu, "").slice(0, 80);
}
