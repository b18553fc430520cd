/**
 * What each connection asks PostgreSQL for as it begins, and the role that it takes at once where it takes one. JIT is off: our queries
 * are short, and compiling them takes seconds. A login may ask for both without any right.
 */
export function sessionOptions(role?: string): string {
  return ["-c jit=off", ...(role ? [`-c role=${role}`] : [])].join(" ");
}
