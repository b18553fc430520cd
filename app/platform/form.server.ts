import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

// Every schema's own wording wins; what it leaves unsaid is said here, in the language of the request.
z.config({
  customError: (issue) => {
    if (issue.input === undefined || issue.input === "" || issue.input === null) return m.form_required();
    if (issue.code === "too_small")
      return issue.origin === "string"
        ? m.form_too_short({ minimum: Number(issue.minimum) })
        : m.form_too_small({ minimum: Number(issue.minimum) });
    if (issue.code === "too_big")
      return issue.origin === "string"
        ? m.form_too_long({ maximum: Number(issue.maximum) })
        : m.form_too_big({ maximum: Number(issue.maximum) });
    if (issue.code === "invalid_format" && issue.format === "email") return m.form_email();
    if (issue.code === "invalid_type" && issue.expected === "number") return m.form_number();
    return m.form_invalid();
  },
});

/** Reads a posted form by a schema: a value, or a reply with each field's error and all that was typed. */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Submission<z.input<Schema>, string[], z.output<Schema>>> {
  return parseWithZod(await readFields(request), { schema });
}

// Names like a[99999999] would be built into an array of that length, __proto__ into an error: our forms are flat.
const flatName = /^[a-zA-Z]\w*$/;
const mostFields = 100;

/** What a form posted, without NULs, which come along with pasted text and no text column takes; throws a 400 for a body that is no form of ours: other names or too many. */
export async function readFields(request: Request): Promise<FormData> {
  const fields = await request.formData().catch(() => null);
  const entries = fields === null ? [] : [...fields];
  const ours =
    entries.length <= mostFields && entries.every(([name]) => flatName.test(name) && !(name in {}));
  if (fields === null || !ours) throw data(null, { status: 400 });
  const clean = new FormData();
  for (const [name, value] of entries)
    clean.append(name, typeof value === "string" ? value.replaceAll("\0", "") : value);
  return clean;
}
