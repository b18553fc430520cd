// Loaded before the web server: writes each query that it makes to RECORD_QUERIES, one JSON line each, in the order in which they are asked:
// its connection, the role that the connection begins with, its name, text and values.
import { appendFileSync } from "node:fs";

import pg from "pg";

const ask = pg.Client.prototype.query;
pg.Client.prototype.query = function (question, values, ...rest) {
  const { text, name } = typeof question === "string" ? { text: question } : (question ?? {});
  const given = Array.isArray(values) ? values : question?.values;
  const { options } = this.connectionParameters;
  const query = { connection: this.processID, options, name, text, values: given ?? [] };
  if (text) appendFileSync(process.env.RECORD_QUERIES, `${JSON.stringify(query)}\n`);
  return ask.call(this, question, values, ...rest);
};
