// The least that a page can cost: Node's http and pg, the very queries that the page makes, their rows as JSON. No framework, no rendering.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import pg from "pg";

const pages = JSON.parse(readFileSync(process.env.BARE_PAGES, "utf8"));
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL),
});

createServer((request, response) => {
  answer(request.url).then(
    (rows) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows)),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));

async function answer(path) {
  const client = await pool.connect();
  try {
    const rows = [];
    for (const { text, values } of pages[path]) rows.push((await client.query(text, values)).rows);
    return rows;
  } finally {
    client.release();
  }
}
