import pg from "pg";

let counting: string[] | null = null;

const query: unknown = Reflect.get(pg.Client.prototype, "query");
if (typeof query !== "function") throw new Error("The client of PostgreSQL has no query to count");
Object.defineProperty(pg.Client.prototype, "query", {
  configurable: true,
  writable: true,
  value: function (this: object, ...words: unknown[]): unknown {
    const [first] = words;
    const text: unknown = typeof first === "object" && first !== null ? Reflect.get(first, "text") : first;
    if (typeof text === "string" && !/^\s*(begin|commit|rollback|select set_config)\b/i.test(text))
      counting?.push(text);
    return Reflect.apply(query, this, words);
  },
});

/** Runs a read and answers the statements that it made, without those that begin, name the scope of, and end its transactions. */
export async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const made: string[] = [];
  counting = made;
  try {
    await run();
  } finally {
    counting = null;
  }
  return made;
}
