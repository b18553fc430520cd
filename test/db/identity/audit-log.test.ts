import { beforeAll, expect, test } from "vitest";

import { appendAudit } from "#app/identity/audit.server.ts";
import { proveAll } from "#app/identity/audit-proof.server.ts";
import { getAuditPage } from "#app/identity/audit-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { auditFilterOf } from "#app/identity/rules/audit-filter.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
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

const page = (query: string) => getAuditPage(owner, auditFilterOf(new URLSearchParams(query)), now());

test("events are filtered by kind, person, client and day, fifty a page, newest first", async () => {
  await asSystem(async (tx) => {
    for (let at = 0; at < 60; at++)
      await appendAudit(tx, "system", {
        action: "order.created",
        target: `order:${at}`,
        clientId: world.vogel,
        detail: { minutes: 600 },
      });
  });
  const all = await page("group=all");
  const signIns = await page("group=session");
  expect((await page("")).total, "sign-ins are left out at first").toBe(all.total - signIns.total);
  expect([all.rows.length, all.pages]).toEqual([50, 2]);
  expect((await page("group=all&page=2")).rows).toHaveLength(all.total - 50);
  expect((await page("group=all&page=99")).page).toBe(2);
  expect((await page("group=order")).total).toBe(60);
  expect((await page(`client=${world.vogel}`)).total).toBe(60);
  expect((await page("group=all&person=noor")).rows.map((row) => row.action)).toEqual(["session.started"]);
  expect((await page("from=2001-01-01&until=2001-01-31")).total).toBe(0);
  expect((await page("group=';drop table&client=x&from=9999-99-99&page=-3")).total).toBe(
    all.total - signIns.total,
  );
  expect(all.verdict).toEqual({ rows: all.total, proved: all.total, wholeAt: null, broken: null });
});

test("a client's person writes to that client's chain only, whatever the verb says", async () => {
  const scope: ClientScope = {
    kind: "client",
    userId: owner.userId,
    name: "Petra",
    email: "p@x.example",
    sessionId: owner.sessionId,
    clientId: world.jansen,
    clientName: "Bakkerij Jansen",
    role: "manager",
  };
  await inScope(scope, (tx) => appendAudit(tx, scope, { action: "order.created", clientId: world.vogel }));
  const rows = await behind<{ chain: string }>("select chain::text from audit_event where actor = 'Petra'");
  expect(rows).toEqual([{ chain: world.jansen }]);
  await expect(
    inScope(scope, (tx) => appendAudit(tx, { ...owner }, { action: "order.created", clientId: world.vogel })),
  ).rejects.toThrow(/row-level security/);
  const seen = await inScope(
    scope,
    (tx) => tx.$queryRaw<{ client_id: string }[]>`select distinct client_id::text from audit_event`,
  );
  expect(seen).toEqual([{ client_id: world.jansen }]);
});

test("nobody changes or removes a row, and one changed behind everybody's back is found", async () => {
  await expect(asSystem((tx) => tx.$executeRaw`update audit_event set actor = 'x'`)).rejects.toThrow(
    /permission denied/,
  );
  await expect(asSystem((tx) => tx.$executeRaw`delete from audit_event`)).rejects.toThrow(
    /permission denied/,
  );
  await expect(behind("update audit_event set actor = 'x'")).rejects.toThrow(/append-only/);
  await behind(
    `begin; set session_replication_role = replica; update audit_event set detail = '{"minutes": 6000}' where chain = '${world.vogel}' and seq = 30; commit`,
  );
  await proveAll();
  expect((await page("")).verdict.broken).toEqual({ seq: 30, defect: "hash", client: "Kanzlei Vogel" });
  await behind(
    `begin; set session_replication_role = replica; update audit_event set detail = '{"minutes": 600}' where chain = '${world.vogel}' and seq = 30; delete from audit_event where chain = '${world.vogel}' and seq = 60; commit`,
  );
  expect((await page("")).verdict.broken).toEqual({ seq: 30, defect: "hash", client: "Kanzlei Vogel" });
  await proveAll();
  expect((await page("")).verdict.broken).toMatchObject({ defect: "head", client: "Kanzlei Vogel" });
});

test("a look proves what is new and no more; what is changed before it was proved is found by the next look", async () => {
  const scene = async (text: string): Promise<void> => {
    await behind(`begin; set session_replication_role = replica; ${text}; commit`);
  };
  const append = () =>
    asSystem((tx) => appendAudit(tx, "system", { action: "order.created", clientId: world.jansen }));
  const proof = async (): Promise<unknown> =>
    (
      await behind("select seq::int, broken_seq::int, defect from audit_proof where chain = $1", [
        world.jansen,
      ])
    )[0];
  for (let at = 0; at < 4; at++) await append();
  const [head] = await behind<{ seq: number }>("select seq::int from audit_chain where chain = $1", [
    world.jansen,
  ]);
  const seq = head?.seq ?? 0;
  await page("");
  expect(await proof()).toEqual({ seq, broken_seq: null, defect: null });
  await scene(`update audit_event set actor = 'x' where chain = '${world.jansen}' and seq = 2`);
  await append();
  await page("");
  expect(await proof()).toEqual({ seq: seq + 1, broken_seq: null, defect: null });
  await append();
  await scene(`update audit_event set actor = 'x' where chain = '${world.jansen}' and seq = ${seq + 2}`);
  await page("");
  expect(await proof()).toEqual({ seq: seq + 1, broken_seq: seq + 2, defect: "hash" });
  await proveAll();
  expect(await proof()).toMatchObject({ broken_seq: 2, defect: "hash" });
  await scene(
    `update audit_event set actor = 'system' where chain = '${world.jansen}' and seq in (2, ${seq + 2})`,
  );
  await scene(`delete from audit_event where chain = '${world.jansen}' and seq = ${seq + 2}`);
  await proveAll();
  expect(await proof()).toMatchObject({ broken_seq: seq + 2, defect: "head" });
});

test("nobody but the proof itself says how far it came", async () => {
  await expect(
    asSystem((tx) => tx.$executeRaw`update audit_proof set broken_seq = null, defect = null`),
  ).rejects.toThrow(/permission denied/);
});
