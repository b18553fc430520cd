import { z } from "zod";

import type { Sent } from "#app/desk/catalogue/prepare-change.server.ts";
import { longestText } from "#app/desk/rules/answers.ts";
import { readFields } from "#app/platform/form.server.ts";
import { checkFiles, filesField, filesLimits, type CheckedFile } from "#app/requests/read-files.server.ts";

/** What the form of an item sent: the step that it asks for, and the answers by the fields' keys. */
export type AskForm = {
  intent: "preview" | "edit" | "send" | "solved";
  id: string;
  seen: string;
  code: string;
  earlierId: string | null;
  /** How staff made sure of who asks by phone; empty in a form of a client's own person. */
  checked: string;
  sent: Sent;
  files: ReadonlyMap<string, CheckedFile>;
  /** Why a file is not taken, by the keys of the questions. */
  fileErrors: Record<string, string[]>;
  /** The same answers, to be shown again. */
  values: Record<string, string[]>;
};

const known = z.object({
  intent: z.enum(["preview", "edit", "send", "solved"]).catch("preview"),
  id: z.uuid(),
  seen: z.string().max(100).catch(""),
  code: z.string().trim().max(40).catch(""),
  checked: z.string().trim().max(200).catch(""),
  earlier: z.uuid().nullable().catch(null),
});

/** Reads the form of an item; null for what no form of ours sends. A longer answer than any question takes is cut. */
export async function readAskForm(request: Request): Promise<AskForm | null> {
  const fields = await readFields(request, filesLimits);
  const read = known.safeParse(Object.fromEntries(fields));
  if (!read.success) return null;
  const sent = new Map<string, string[]>();
  for (const [name, value] of fields)
    if (name.startsWith("a_") && typeof value === "string") {
      const key = name.slice(2);
      sent.set(key, [...(sent.get(key) ?? []), value.slice(0, longestText + 1)]);
    }
  const { earlier, ...form } = read.data;
  return {
    ...form,
    earlierId: earlier,
    sent,
    values: Object.fromEntries(sent),
    ...(await readQuestionFiles(fields)),
  };
}

/** One file a question, whose contents were looked at. */
async function readQuestionFiles(fields: FormData): Promise<Pick<AskForm, "files" | "fileErrors">> {
  const files = new Map<string, CheckedFile>();
  const fileErrors: Record<string, string[]> = {};
  for (const name of new Set(fields.keys())) {
    if (!name.startsWith("f_")) continue;
    const [file] = filesField.parse(fields.getAll(name));
    if (!file) continue;
    const checked = await checkFiles([file]);
    if (!checked.ok) fileErrors[name.slice(2)] = [checked.words];
    else for (const one of checked.value) files.set(name.slice(2), one);
  }
  return { files, fileErrors };
}
