/** Thrown in a transaction when another process changed the row first: what was written with it is rolled back. */
export class ConcurrentUpdateError extends Error {
  override name = "ConcurrentUpdateError";
}

/** Thrown in a transaction of which nothing may stay though its answer is an expected refusal; whoever opened it catches it. */
export class RollbackError extends Error {
  override name = "RollbackError";
}
