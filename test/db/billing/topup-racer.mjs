// One process of a race: does what its parent says, on a connection of its own, as the application would.
import pg from "pg";

const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
await client.connect();

const acts = {
  draw: ({ clientId, minutes, entryId }) => client.query("select op_seq from hours_set_time($1::uuid, $2::uuid, $3::int, 1, 'reactive', now(), now(), 'system', null)", [clientId, entryId, minutes]),
  claim: async ({ clientId }) => {
    const { rows } = await client.query("select id, version, minutes from topup_claim($1::uuid, now(), 120) where status = 'charging'", [clientId]);
    return { rows };
  },
};

process.on("message", async (order) => {
  try {
    await client.query("begin");
    await client.query("select set_config('role', 'tegoed_app', true), set_config('app.scope', 'system', true)");
    const { rows } = await acts[order.act](order);
    await client.query("commit");
    process.send?.({ rows });
  } catch (error) {
    await client.query("rollback");
    process.send?.({ error: String(error) });
  }
});
process.on("disconnect", () => client.end().then(() => process.exit(0)));
process.send?.({ ready: true });
