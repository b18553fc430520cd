import type { FieldProblem } from "#app/api/operation.ts";

/** What the API answers where it does not do what was asked (RFC 9457). */
export type Problem = {
  status: number;
  /** The refusal by its name; the last part of the problem's type. */
  name: string;
  detail?: string;
  errors?: FieldProblem[];
  headers?: Record<string, string>;
};

/** The problems that any operation can answer, in words. */
export const commonProblems = {
  "invalid-request": "A parameter or field is missing or wrong; `errors` says which.",
  "invalid-json": "The body is not JSON.",
  "invalid-cursor": "The cursor is not one of this list and filter.",
  "idempotency-key-missing": "A change needs the header Idempotency-Key, of 1 to 200 visible characters.",
  "not-authenticated":
    "The header Authorization brings no key that works: it is unknown, revoked or expired.",
  "scope-missing": "The key lacks the scope, or its person the permission, that this operation needs.",
  "not-found": "There is no such address, or no such row.",
  "method-not-allowed": "This address takes another method; see the header Allow.",
  "body-too-large": "The body has more than 1,000,000 bytes.",
  "not-json": "The body must be application/json.",
  "other-request": "This Idempotency-Key was used for another request.",
  "too-many-requests": "The limit is used up; go on after the seconds in Retry-After.",
  busy: "Somebody else changes the same rows; nothing has happened, try again.",
  "internal-error": "Something failed here; it is in the log under requestId.",
} as const;
export type CommonProblem = keyof typeof commonProblems;

const statuses: Record<CommonProblem, number> = {
  "invalid-request": 400,
  "invalid-json": 400,
  "invalid-cursor": 400,
  "idempotency-key-missing": 400,
  "not-authenticated": 401,
  "scope-missing": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "body-too-large": 413,
  "not-json": 415,
  "other-request": 422,
  "too-many-requests": 429,
  busy: 409,
  "internal-error": 500,
};

/** One of the problems that any operation can answer. */
export function problem(name: CommonProblem, more: Partial<Problem> = {}): Problem {
  return { status: statuses[name], name, detail: commonProblems[name], ...more };
}

/** A refusal's name as a title: "changed-meanwhile" as "Changed meanwhile". */
export function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
