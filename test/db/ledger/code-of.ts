/** "ok", or the SQLSTATE with which the database refused. */
export function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => "ok",
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );
}
