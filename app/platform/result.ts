/** What a decision answers: a value, or a refusal that has words in three languages. */
export type Result<T, R extends string> = { ok: true; value: T } | { ok: false; refusal: R };

/** Wraps the value of a decision that went through. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Names why a decision was refused. */
export function refuse<R extends string>(refusal: R): { ok: false; refusal: R } {
  return { ok: false, refusal };
}
