import { z } from "zod";

import type { ApiScope } from "#app/api/scopes.ts";
import type { StaffPermission } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What an operation answers: its value, or a refusal by its name. `status` of a refusal is 409 unless said. */
export type Answer<Value> =
  | {
      ok: true;
      value: Value;
      /** What is left to do once the change is committed. */
      after?: () => Promise<void>;
    }
  | { ok: false; refusal: string; status?: 400 | 409 | undefined; errors?: FieldProblem[] };

/** What callers, document and settings know of an operation. */
type Described = {
  /** The operation's name in generated clients. */
  id: string;
  method: "get" | "post";
  /** Below /api/v1, parameters in braces. */
  path: string;
  tag: string;
  summary: string;
  details?: string;
  scope: ApiScope;
  /** Which people of the MSP may do it; all of them where it is left out. */
  permission?: StaffPermission;
  params: z.ZodObject;
  query: z.ZodObject;
  /** Nothing is read of a get. */
  body: z.ZodObject;
  answer: z.ZodType;
  status: 200 | 201;
  /** The refusals with which it may answer 409. */
  refusals: readonly string[];
};

/** What `If-Match` of a change is compared with: the revision of the row that it changes, locked. */
type RevisionOf<Params> = (tx: Tx, scope: StaffScope, params: Params) => Promise<number>;

type Spec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends z.ZodType,
> = Described & {
  params: P;
  query: Q;
  body: B;
  answer: A;
  revision?: RevisionOf<z.output<P>>;
  run: (
    tx: Tx,
    scope: StaffScope,
    sent: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
  ) => Promise<Answer<z.input<A>>>;
};

/** What a call brings, as it came. */
export type Sent = { params: unknown; query: unknown; body: unknown };
/** What is wrong with a call: where (a JSON pointer into that part), by which rule, and in words. */
export type FieldProblem = { in: "path" | "query" | "body"; pointer: string; code: string; detail: string };
/** A call that was read: it runs in the transaction that it is given. */
export type ReadyCall = (tx: Tx, scope: StaffScope) => Promise<Answer<unknown>>;
export type ReadyRevision = ((tx: Tx, scope: StaffScope) => Promise<number>) | null;
type ReadSent =
  { ok: true; run: ReadyCall; revision: ReadyRevision } | { ok: false; problems: FieldProblem[] };

/** An operation of the API as its document and its handler take it. */
export type Operation = Described & {
  /** Whether a change can be made to depend on the row being as its caller knows it. */
  matches: boolean;
  read: (sent: Sent) => ReadSent;
};

/** The parts of a schema by their names. */
export function partsOf(schema: z.ZodObject): [name: string, part: z.ZodType][] {
  const shape: Record<string, z.ZodType> = schema.shape;
  return Object.entries(shape);
}

/** For an operation that takes none of these. */
export const nothing = z.strictObject({});

/** Makes an operation of its description: what is sent is read by its schemas before it runs. */
export function operation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodObject,
  A extends z.ZodType,
>({ run, revision, ...described }: Spec<P, Q, B, A>): Operation {
  return {
    ...described,
    matches: revision !== undefined,
    read: (sent) => {
      const params = described.params.safeParse(sent.params);
      const query = described.query.safeParse(sent.query);
      const body = described.body.safeParse(sent.body);
      if (params.success && query.success && body.success) {
        const read = { params: params.data, query: query.data, body: body.data };
        return {
          ok: true,
          run: (tx, scope) => run(tx, scope, read),
          revision: revision ? (tx, scope) => revision(tx, scope, read.params) : null,
        };
      }
      return {
        ok: false,
        problems: [
          ...problemsOf("path", params.error),
          ...problemsOf("query", query.error),
          ...problemsOf("body", body.error),
        ],
      };
    },
  };
}

function problemsOf(where: FieldProblem["in"], error: z.ZodError | undefined): FieldProblem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const pointer = `/${issue.path.join("/")}`;
    const base = { in: where, code: issue.code, detail: issue.message };
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ ...base, pointer: `/${key}` }));
    return [{ ...base, pointer: issue.path.length === 0 ? "" : pointer }];
  });
}
