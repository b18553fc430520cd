// The least that a page can cost: Node's http and pg, the very statements that the page makes, by the same names on connections of the same
// role, their rows as JSON. No framework, no rendering.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import pg from "pg";

const pages = JSON.parse(readFileSync(process.env.BARE_PAGES, "utf8"));
const pools = new Map();

createServer((request, response) => {
  answer(request.url).then(
    (rows) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows)),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));

/** A page is a list of connections, each with the statements that it made there. */
async function answer(path) {
  const rows = [];
  for (const { options, queries } of pages[path]) {
    const client = await poolOf(options).connect();
    try {
      for (const query of queries) rows.push((await client.query(query)).rows);
    } finally {
      client.release();
    }
  }
  return rows;
}

function poolOf(options = "") {
  if (!pools.has(options))
    pools.set(
      options,
      new pg.Pool({
        connectionString: process.env.DATABASE_URL,
        max: Number(process.env.DATABASE_POOL),
        ...(options && { options }),
      }),
    );
  return pools.get(options);
}
