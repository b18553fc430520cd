import { beforeAll, expect, test } from "vitest";

import { appendAudit } from "#app/identity/audit.server.ts";
import { getAuditPage } from "#app/identity/audit-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { auditFilterOf } from "#app/identity/rules/audit-filter.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildUser } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, request } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
let owner: StaffScope;
beforeAll(async () => {
  world = await buildWorld();
  const jar = await browserOf(await buildUser({ clientId: null, role: "owner" }, { name: "Noor Smit" }));
  owner = await requireStaff(request("/staff", { jar }));
});

const page = (query: string) => getAuditPage(owner, auditFilterOf(new URLSearchParams(query)), new Date());

test("events are filtered by kind, person, client and day, fifty a page, newest first", async () => {
  await asSystem(async (tx) => {
    for (let at = 0; at < 60; at++) await appendAudit(tx, "system", { action: "order.created", target: `order:${at}`, clientId: world.vogel, detail: { minutes: 600 } });
  });
  const all = await page("");
  expect([all.rows.length, all.pages]).toEqual([50, 2]);
  expect((await page("page=2")).rows).toHaveLength(all.total - 50);
  expect((await page("page=99")).page).toBe(2);
  expect((await page("group=order")).total).toBe(60);
  expect((await page(`client=${world.vogel}`)).total).toBe(60);
  expect((await page("person=noor")).rows.map((row) => row.action)).toEqual(["session.started"]);
  expect((await page("from=2001-01-01&until=2001-01-31")).total).toBe(0);
  expect((await page("group=';drop table&client=x&from=9999-99-99&page=-3")).total).toBe(all.total);
  expect(all.verdict).toEqual({ rows: all.total, broken: null });
});

test("a client's person writes to that client's chain only, whatever the verb says", async () => {
  const scope: ClientScope = { kind: "client", userId: owner.userId, name: "Petra", email: "p@x.example", sessionId: owner.sessionId, clientId: world.jansen, clientName: "Bakkerij Jansen", role: "manager" };
  await inScope(scope, (tx) => appendAudit(tx, scope, { action: "order.created", clientId: world.vogel }));
  const rows = await behind<{ chain: string }>("select chain::text from audit_event where actor = 'Petra'");
  expect(rows).toEqual([{ chain: world.jansen }]);
  await expect(inScope(scope, (tx) => appendAudit(tx, { ...owner }, { action: "order.created", clientId: world.vogel }))).rejects.toThrow(/row-level security/);
  const seen = await inScope(scope, (tx) => tx.$queryRaw<{ client_id: string }[]>`select distinct client_id::text from audit_event`);
  expect(seen).toEqual([{ client_id: world.jansen }]);
});

test("nobody changes or removes a row, and one changed behind everybody's back is found", async () => {
  await expect(asSystem((tx) => tx.$executeRaw`update audit_event set actor = 'x'`)).rejects.toThrow(/permission denied/);
  await expect(asSystem((tx) => tx.$executeRaw`delete from audit_event`)).rejects.toThrow(/permission denied/);
  await expect(behind("update audit_event set actor = 'x'")).rejects.toThrow(/append-only/);
  await behind(`begin; set session_replication_role = replica; update audit_event set detail = '{"minutes": 6000}' where chain = '${world.vogel}' and seq = 30; commit`);
  expect((await page("")).verdict.broken).toEqual({ seq: 30, defect: "hash", client: "Kanzlei Vogel" });
  await behind(`begin; set session_replication_role = replica; update audit_event set detail = '{"minutes": 600}' where chain = '${world.vogel}' and seq = 30; delete from audit_event where chain = '${world.vogel}' and seq = 60; commit`);
  expect((await page("")).verdict.broken).toMatchObject({ defect: "head", client: "Kanzlei Vogel" });
});
