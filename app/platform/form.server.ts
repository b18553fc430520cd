import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { z } from "zod";

import { maximaOf, plainMaximum } from "#app/platform/field-maxima.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { holdsHiddenSign } from "#app/platform/typed/hidden-signs.ts";

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

/** What a form may send in bytes: 64 kB take the longest texts of every form of ours, in any script. */
const formBytes = 65_536;

/** More bytes or fields than a form has, where one needs them. */
type Limits = { mostBytes?: number; mostFields?: number };

/** Names, titles, addresses and the like are lines of at most so many characters; what takes more is prose, where any sign may stand. */
const longestLine = 254;

/**
 * Reads a posted form by a schema: a value, or a reply with each field's error and all that was typed. A text that is
 * longer than its field takes is refused before the schema sees it, and so is a line that holds a sign nobody sees.
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limits: Limits = {},
): Promise<Submission<z.input<Schema>, string[], z.output<Schema>>> {
  const fields = await readFields(request, limits);
  const maxima = maximaOf(schema);
  const [fitting, refused] = [new FormData(), new Map<string, string[]>()];
  for (const [name, value] of fields) {
    const maximum = maxima.get(name) ?? plainMaximum;
    const problem = typeof value === "string" ? lineProblem(value, maximum) : null;
    if (problem === null) fitting.append(name, value);
    else if (maxima.has(name)) refused.set(name, [problem]);
  }
  const read = parseWithZod(fitting, { schema });
  if (refused.size === 0) return read;
  const others = read.status === "error" ? Object.entries(read.error ?? {}) : [];
  const errors = new Map([...others.map(([name, found]) => [name, found ?? []] as const), ...refused]);
  return parseWithZod(fields, { schema: refusedWith(errors) });
}

function lineProblem(text: string, maximum: number): string | null {
  if (text.length > maximum) return m.form_too_long({ maximum });
  return maximum <= longestLine && holdsHiddenSign(text) ? m.form_hidden_sign() : null;
}

/** A schema that takes nothing, and says these errors by field. */
function refusedWith(errors: ReadonlyMap<string, string[]>) {
  return z.looseObject({}).transform((_typed, context) => {
    for (const [name, messages] of errors)
      for (const message of messages) context.addIssue({ code: "custom", path: [name], message });
    return z.NEVER;
  });
}

// Names like a[99999999] would be built into an array of that length, __proto__ into an error: our forms are flat.
const flatName = /^[a-zA-Z]\w*$/;
const usualFields = 100;

/**
 * What a form posted, without NULs, which come along with pasted text and no text column takes. Throws a 413 for a body
 * that is too large, and a 400 for one that is no form of ours (other names, or too many of them), before it is parsed.
 */
export async function readFields(
  request: Request,
  { mostBytes = formBytes, mostFields = usualFields }: Limits = {},
): Promise<FormData> {
  const body = await readBody(request, mostBytes);
  const type = request.headers.get("content-type") ?? "";
  if (partsIn(body, type, mostFields) > mostFields) throw data(null, { status: 400 });
  const fields = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  const entries = fields === null ? [] : [...fields];
  const ours =
    entries.length <= mostFields && entries.every(([name]) => flatName.test(name) && !(name in {}));
  if (fields === null || !ours) throw data(null, { status: 400 });
  const clean = new FormData();
  for (const [name, value] of entries)
    clean.append(name, typeof value === "string" ? value.replaceAll("\0", "") : value);
  return clean;
}

/** The bytes of a request; throws a 413, where possible before reading any of them. */
async function readBody(request: Request, mostBytes: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw data(null, { status: 413 });
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > mostBytes) throw data(null, { status: 413 });
  return body;
}

/** How many fields a body holds at most, by the marks between them: counted in one pass, before any is built. */
function partsIn(body: Buffer, type: string, mostFields: number): number {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})/i.exec(type)?.[1];
  const mark = boundary === undefined ? "&" : `--${boundary}`;
  let count = 0;
  for (let at = body.indexOf(mark); at >= 0 && count <= mostFields; at = body.indexOf(mark, at + mark.length))
    count++;
  return boundary === undefined ? count + 1 : count - 1;
}
