import pg from "pg";

/** How many statements this process has asked for, what begins and ends a transaction and takes its role left out, and how many rows came back. */
export type Asked = { queries: number; rows: number };

/** Counts from now on what this process asks of PostgreSQL: the answer changes with each statement. */
export function countAsked(): Readonly<Asked> {
  const asked = { queries: 0, rows: 0 };
  const ask: unknown = Reflect.get(pg.Client.prototype, "query");
  if (typeof ask !== "function") throw new TypeError("pg has no query to count");
  const keep = (answer: unknown): void => {
    const rows: unknown = Reflect.get(Object(answer), "rowCount");
    asked.rows += typeof rows === "number" ? rows : 0;
  };
  Reflect.set(
    pg.Client.prototype,
    "query",
    new Proxy(ask, {
      apply(target, self, given: unknown[]): unknown {
        const [first] = given;
        const text = typeof first === "string" ? first : String(Reflect.get(Object(first), "text") ?? "");
        const answer: unknown = Reflect.apply(target, self, given);
        if (!/^\s*(with|select|insert|update|delete)\b/i.test(text) || text.includes("set_config"))
          return answer;
        asked.queries += 1;
        // An error is for whoever asked.
        if (answer instanceof Promise) answer.then(keep, () => undefined);
        return answer;
      },
    }),
  );
  return asked;
}
