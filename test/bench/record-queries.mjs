// Loaded before the web server: writes each query that it makes to RECORD_QUERIES, one JSON line each, in the order in which they are asked.
import { appendFileSync } from "node:fs";

import pg from "pg";

const ask = pg.Client.prototype.query;
pg.Client.prototype.query = function (question, values, ...rest) {
  const text = typeof question === "string" ? question : question?.text;
  const given = Array.isArray(values) ? values : question?.values;
  if (text) appendFileSync(process.env.RECORD_QUERIES, `${JSON.stringify({ text, values: given ?? [] })}\n`);
  return ask.call(this, question, values, ...rest);
};
