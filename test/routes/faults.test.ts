import { chmod, mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import os from "node:os";
import path from "node:path";

import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { m } from "#app/platform/generated/i18n/messages.js";
import { startEmbeddedPostgres, type RunningPostgres } from "#app/platform/postgres/embedded.server.ts";
import { testNow } from "#test/setup/clock.ts";
import { eventually, startTestApp, type TestApp } from "#test/setup/test-app.ts";
import { startTestServer } from "#test/setup/postgres.ts";
import { signIn, visitor, type Visitor } from "#test/setup/visitor.ts";
import { agreementForPetra } from "#test/routes/agreement-rows.ts";
import { atStripe, filledTerms, openRecords, toCheckout, type Records } from "#test/routes/purchase.ts";

const petraAddress = "petra@bakkerij-jansen.example";
const tenHours = 600;
const webhookSecret = "whsec_tests";

const pathOf = (address: string | null): string =>
  address ? new URL(address).pathname + new URL(address).search : "/";

let app: TestApp;
let records: Records;
let petra: Visitor;
const control = (name: string, body: unknown): Promise<Response> =>
  fetch(`${app.emulator.url}/_emu/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-emulator-token": app.emulator.controlToken },
    body: JSON.stringify(body),
  });

/** The newest event of a type that Stripe has on record. */
async function latestEvent(type: string): Promise<{ id: string }> {
  const answer = await fetch(`${app.emulator.url}/v1/events?type=${type}&limit=1`, {
    headers: { authorization: "Bearer sk_test_emulator" },
  });
  const {
    data: [event],
  } = (await answer.json()) as { data: { id: string }[] };
  if (!event) throw new Error(`there is no ${type} yet`);
  return event;
}

async function raise(): Promise<void> {
  app = await startTestApp();
  records = openRecords(app);
  petra = await signIn(app.url, petraAddress);
}

/** After everything: each payment is one lot, one paid order, one letter; the ledger holds; Stripe was asked nothing wrong. */
async function creditedOnce(before: Awaited<ReturnType<Records["count"]>>, payments = 1): Promise<void> {
  await eventually(
    "the hours",
    async () => (await records.count()).available === before.available + payments * tenHours,
    60_000,
  );
  await eventually(
    "the letter",
    async () => (await records.count()).letters === before.letters + payments,
    30_000,
  );
  expect(await records.count()).toEqual({
    available: before.available + payments * tenHours,
    lots: before.lots + payments,
    letters: before.letters + payments,
    paid: before.paid + payments,
  });
  expect(await records.rows("select set_config('app.scope', 'system', false)")).toHaveLength(1);
  expect(await records.rows("select * from ledger_defects")).toEqual([]);
  expect(app.emulator.issues()).toEqual([]);
}

describe("with one test app", () => {
  beforeAll(raise, 120_000);
  afterAll(async () => {
    await records.close();
    await app.stop();
  });

  test("the same event 100 times over 20 connections, while the return page runs, credits once", async () => {
    const before = await records.count();
    await control("webhooks", { pause: true });
    const back = await atStripe(await toCheckout(petra), "ideal");
    const event = await latestEvent("checkout.session.completed");
    const payload = JSON.stringify(event, null, 2);
    const deliver = (): Promise<Response> =>
      fetch(`${app.url}/webhooks/stripe`, {
        method: "POST",
        body: payload,
        headers: {
          "stripe-signature": Stripe.webhooks.generateTestHeaderString({
            payload,
            secret: webhookSecret,
            timestamp: Math.floor(testNow().getTime() / 1000),
          }),
        },
      });
    const returning = Array.from({ length: 5 }, () => petra.get(pathOf(back)));
    const lanes = Array.from({ length: 20 }, async () => {
      const statuses: number[] = [];
      for (let time = 0; time < 5; time++) statuses.push((await deliver()).status);
      return statuses;
    });
    expect((await Promise.all(lanes)).flat()).toEqual(Array.from({ length: 100 }, () => 200));
    for (const page of await Promise.all(returning)) expect(page.status).toBe(200);
    await control("webhooks", { release: true, order: "reverse" });
    await creditedOnce(before);
    await eventually(
      "the event",
      async () =>
        (await records.rows(`select from stripe_event where id = '${event.id}' and processed_at is not null`))
          .length === 1,
    );
    expect(
      await records.rows(`select tries from stripe_event where id = '${event.id}'`),
      "worked on once",
    ).toEqual([{ tries: 1 }]);
  }, 120_000);

  test("a double click on the agreement is one order and one checkout", async () => {
    const terms = await filledTerms(petra);
    const answers = await Promise.all([
      petra.post("/buy/terms", terms),
      petra.post("/buy/terms", terms),
      petra.post("/buy/terms", terms),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers.get("location"))).size).toBe(1);
    expect(await records.rows(`select from block_order where form_key = '${terms["formKey"]}'`)).toHaveLength(
      1,
    );
  });

  test.each(["stripe_event", "block_order", "hour_payment", "letter"])(
    "kill -9 of the web server while it fulfils and a row for %s is about to be written: after the restart credited exactly once",
    async (table) => {
      const before = await records.count();
      const checkout = await toCheckout(petra);
      const release = await records.lock(table);
      const back = await atStripe(checkout, "ideal");
      // An event that can't be kept is all that Stripe sends; else the return page is under way as well.
      const returning = table === "stripe_event" ? null : petra.get(pathOf(back)).catch(() => null);
      await eventually(
        "the wait for the lock",
        async () =>
          (
            await records.rows(
              "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
            )
          ).length > 0,
        30_000,
      );
      await app.stopWeb("SIGKILL");
      await release();
      await returning;
      // A worker counts as dead when its job has been held for ten seconds: they have passed.
      await records.rows(
        "update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute' where locked_at is not null",
      );
      await app.startWeb();
      await creditedOnce(before);
    },
    120_000,
  );

  test("Stripe down while buying: the order is kept, words say what follows, and it goes on when Stripe is back", async () => {
    await control("faults", { op: "checkout.sessions.create", mode: "500", times: 3 });
    const terms = await filledTerms(petra);
    const answer = await petra.post("/buy/terms", terms);
    expect(answer.status).toBe(303);
    const kept = answer.headers.get("location") ?? "";
    expect(kept).toMatch(/^\/orders\//);
    const page = await petra.get(kept);
    expect(page.status).toBe(200);
    expect(
      await records.rows(`select from block_order where form_key = '${terms["formKey"]}' and state = 'open'`),
    ).toHaveLength(1);
    // Half a minute passes until the next try.
    await records.rows(
      "update graphile_worker._private_jobs set run_at = now() where key like 'open-checkout:%'",
    );
    await eventually(
      "the checkout",
      async () =>
        (
          await records.rows(
            `select from block_order where form_key = '${terms["formKey"]}' and state = 'checkout'`,
          )
        ).length === 1,
      60_000,
    );
    expect(app.emulator.issues()).toEqual([]);
  }, 90_000);

  test("mail down: nobody waits, and each letter goes out once when it is back", async () => {
    await app.stopMail();
    const before = await records.count();
    const back = await atStripe(await toCheckout(petra), "ideal");
    expect((await petra.get(pathOf(back))).status).toBe(200);
    await creditedOnce(before);
    const sent = (await app.letters()).length;
    await app.startMail();
    await eventually(
      "the letters",
      async () => (await records.rows("select from letter where sent_at is null")).length === 0,
      60_000,
    );
    // A job that comes once more finds its letter sent.
    await records.rows(
      "select enqueue_job('mail.send-letter', json_build_object('letterId', id), 'again:' || id, null) from letter",
    );
    await eventually(
      "the repeated jobs",
      async () =>
        (await records.rows("select from graphile_worker.jobs where key like 'again:%'")).length === 0,
      30_000,
    );
    const letters = await app.letters();
    expect(letters.length).toBeGreaterThan(sent);
    expect(new Set(letters.map((letter) => letter.messageId)).size).toBe(letters.length);
  }, 120_000);

  test("a webhook with a wrong signature, an old or a future timestamp, a changed byte, an unknown type or a megabyte is refused and leaves no row", async () => {
    const rows = (): Promise<unknown[]> => records.rows("select id from stripe_event order by 1");
    const before = await rows();
    const payload = JSON.stringify({ ...(await latestEvent("invoice.paid")), id: "evt_never_sent" });
    const seconds = Math.floor(testNow().getTime() / 1000);
    const sign = (signed: string, { secret = webhookSecret, timestamp = seconds } = {}): string =>
      Stripe.webhooks.generateTestHeaderString({ payload: signed, secret, timestamp });
    const post = async (body: string, signature?: string): Promise<number> => {
      const headers = signature === undefined ? undefined : { "stripe-signature": signature };
      return (
        await fetch(`${app.url}/webhooks/stripe`, { method: "POST", body, ...(headers ? { headers } : {}) })
      ).status;
    };
    expect(await post(payload)).toBe(400);
    expect(await post(payload, `t=${seconds},v1=00`)).toBe(400);
    expect(await post(payload, sign(payload, { secret: "whsec_another" }))).toBe(400);
    expect(await post(payload, sign(payload, { timestamp: seconds - 302 }))).toBe(400);
    expect(await post(payload, sign(payload, { timestamp: seconds + 330 }))).toBe(400);
    expect(await post(payload.replace("evt_never_sent", "evt_never_senT"), sign(payload))).toBe(400);
    const unknown = payload.replace('"type":"invoice.paid"', '"type":"price.created"');
    expect(unknown).not.toBe(payload);
    // Not ours: answered as settled, or Stripe would send it for days.
    expect(await post(unknown, sign(unknown))).toBe(200);
    const large = payload.replace("{", `{"padding":"${"x".repeat(1_000_001)}",`);
    expect(await post(large, sign(large))).toBe(413);
    expect(await rows()).toEqual(before);
    // Signed as it should be, the same is taken: nothing above was refused for another reason.
    expect(await post(payload, sign(payload))).toBe(200);
  });

  test("a change from another site, without an origin, or through Remix's data address is refused", async () => {
    const { url } = app;
    const post = (to: string, headers: Record<string, string>): Promise<Response> =>
      fetch(url + to, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ locale: "de" }),
        headers: { cookie: petra.cookies(), ...headers },
      });
    expect((await post("/profile", { origin: "https://evil.example" })).status).toBe(403);
    expect((await post("/profile", { origin: "null" })).status).toBe(403);
    expect((await post("/profile", {})).status).toBe(403);
    expect((await post("/profile", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(
      (await post("/profile", { origin: "https://evil.example", "x-forwarded-host": "evil.example" })).status,
    ).toBe(403);
    expect((await post("/profile?_data=routes%2Fprofile%2Froute", { origin: url })).status).toBe(404);
    expect((await post(`/profile?${"a&".repeat(1001)}_data=x`, { origin: url })).status).toBe(404);
    expect((await visitor(url).get("/x/../__manifest?p=/&version=1")).status).toBe(404);
    expect((await visitor(url).get("/__manifest?p=/&version=1")).status).toBe(404);
  });

  test("the log keeps no token of a letter, a session or a statement, whatever is asked with it", async () => {
    const somebody = visitor(app.url);
    expect((await somebody.post("/forgot", { email: petraAddress })).status).toBe(302);
    const letter = await app.letterTo(petraAddress, /wachtwoord/i);
    const token = /\/reset\/([\w-]+)/.exec(letter.text)?.[1] ?? "";
    expect(token).toMatch(/^[\w-]{20,}$/);
    const code = "0123456789abcdef".repeat(4);
    for (const path of [
      `/reset/${token}`,
      `/reset/${token}.data`,
      `/%72eset/${token}`,
      `/RESET/${token}`,
      `/invitation/${token}`,
      `/reset/${token}/more`,
      `/check-statement?reference=ABCDE12345&code=${code}`,
    ])
      await somebody.get(path);
    await somebody.post(`/reset/${token}`, { password: "x" });
    await somebody.post(`/reset/${token}`, { password: "x" }, { origin: "https://evil.example" });
    await somebody.get(`/reset/${token}`, { "x-forwarded-host": "evil.example" });
    const log = await app.log();
    expect(log).toContain("/reset/[hidden]");
    const session = /session_token=([^;.]+)/.exec(petra.cookies())?.[1] ?? "";
    expect(session).not.toBe("");
    for (const secret of [token, session, code, webhookSecret]) expect(log).not.toContain(secret);
  });

  test("a form beyond 64 kB is refused in the person's language, and what was sent is not saved", async () => {
    const german = await signIn(app.url, "eva@kanzlei-vogel.example");
    const answer = await german.post("/profile", { name: "x".repeat(70_000) }, { "accept-language": "de" });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("Das ist zu groß");
    expect((await german.get("/profile")).status).toBe(200);
  });

  test("an address with values out of range is answered with a page or a refusal, never with a fault", async () => {
    const owner = await signIn(app.url, "noor@helder-it.example");
    const pages: [Visitor, string[]][] = [
      [
        petra,
        ["/", "/hours", "/statement", "/statement/csv", "/requests", "/buy", "/buy/terms", "/buy/return"],
      ],
      [petra, ["/alerts", "/invoices", "/top-up/return", "/requests/new", "/approvals"]],
      [owner, ["/staff", "/staff/requests", "/staff/requests/new", "/staff/queries", "/staff/time/new"]],
      [owner, ["/staff/audit", "/staff/bookkeeping", "/staff/bookkeeping/csv", "/staff/settings/blocks"]],
      [owner, ["/staff/runway", "/staff/import", "/staff/tasks", "/staff/time/preview", "/check-statement"]],
    ];
    const names = `month quarter asof from until page client block edit session_id cancelled order show view engineer
      requester request type q state kind actor action entry duration day workedOn to idea reference code`;
    const values = [
      "9007199254740993",
      "-1",
      "1e309",
      "2999-12-31",
      "1000-01",
      "2199-12-31",
      "1900-01-01",
      "2199-12",
    ];
    const odd = ["0000-00-00", "%EF%BF%BF", "%ED%A0%80", "'", "%5C", "%E2%80%AE", "x".repeat(200)];
    for (const value of [...values, ...odd, "00000000-0000-0000-0000-000000000000"]) {
      const search = names
        .split(/\s+/)
        .map((name) => `${name}=${value}`)
        .join("&");
      for (const [who, paths] of pages)
        for (const path of paths)
          expect((await who.get(`${path}?${search}`)).status, `${path} with ${value}`).toBeLessThan(500);
    }
    for (const month of ["1000-01", "0999-12", "1900-01", "2999-12", "9999-12"])
      expect((await petra.get(`/statement?month=${month}`)).status, month).toBeLessThan(500);
  }, 120_000);

  test("what fails before Remix is answered in words, without a stack", async () => {
    for (const path of ["/%E0%A4%A", "/assets/%E0%A4%A.js", "/hours/%E0%A4%A?_routes=x"]) {
      const answer = await fetch(app.url + path);
      expect([400, 404], path).toContain(answer.status);
      expect(await answer.text(), path).not.toMatch(/Error|node_modules|at /);
    }
  });

  test("health says what is well, and every answer carries the headers", async () => {
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      database: "ok",
      migrations: "ok",
      queue: "ok",
    });
    const many = await Promise.all(Array.from({ length: 200 }, () => fetch(`${app.url}/readyz`)));
    expect(new Set(many.map((answer) => answer.status))).toEqual(new Set([200]));
    for (const to of ["/sign-in", "/no-such-page", "/healthz"]) {
      const response = await fetch(app.url + to);
      expect(response.headers.get("content-security-policy"), to).toMatch(
        /script-src 'nonce-\w+' 'strict-dynamic'.*frame-ancestors 'none'/,
      );
      expect(response.headers.get("x-content-type-options"), to).toBe("nosniff");
      expect(response.headers.get("x-request-id"), to).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("SIGTERM lets the request under way finish", async () => {
    const body = "locale=de&to=%2F";
    const asked = request(`${app.url}/language`, {
      method: "POST",
      headers: {
        origin: app.url,
        expect: "100-continue",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": body.length,
      },
    });
    const status = new Promise<number | undefined>((resolve, reject) =>
      asked.once("response", (answer) => resolve(answer.resume().statusCode)).once("error", reject),
    );
    // The server has the request's head and waits for its body: it is under way.
    const underWay = new Promise((resolve) => asked.once("continue", resolve));
    asked.flushHeaders();
    await underWay;
    const stopped = app.stopWeb("SIGTERM");
    // It has taken the signal when it lets nobody else in; only then does the body come.
    await eventually("no more answers", () =>
      fetch(`${app.url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    asked.end(body);
    expect(await status).toBe(302);
    await stopped;
    await app.startWeb();
  });

  test("kill -9 of the worker that seals an agreement: it is sealed once all the same, and told once", async () => {
    const { id, clientId } = await agreementForPetra(app.databaseUrl, "signed");
    const ask = (task: string) =>
      records.rows(
        `select graphile_worker.add_job('agreements.${task}', '${JSON.stringify({ clientId, id })}'::json, job_key => '${task}:${id}')`,
      );
    const parts = async () =>
      (await records.rows(`select part from agreement_file where agreement_id = '${id}' order by part`)).map(
        ({ part }) => part,
      );
    await ask("write-document");
    await eventually("the shown file", async () => (await parts()).length === 1, 30_000);
    for (const table of ["agreement_file", "letter"]) {
      const release = await records.lock(table);
      await ask("seal");
      await eventually(
        `the wait for ${table}`,
        async () =>
          (
            await records.rows(
              "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
            )
          ).length > 0,
        30_000,
      );
      await app.stopWeb("SIGKILL");
      await release();
      await app.startWeb();
      await eventually(`the file after ${table}`, async () => (await parts()).length === 2, 60_000);
    }
    await eventually(
      "the seal",
      async () =>
        (await records.rows(`select from agreement where id = '${id}' and sealed_at is not null`)).length > 0,
      60_000,
    );
    const sealings = await records.rows(
      `select from agreement_evidence where agreement_id = '${id}' and kind = 'sealed'`,
    );
    const told = await records.rows(
      `select recipient from letter where template = 'agreement-signed' and key like 'agreement:${id}:%'`,
    );
    expect([await parts(), sealings.length]).toEqual([["sealed", "shown"], 1]);
    expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length);
    expect(told.map(({ recipient }) => recipient)).toContain(petraAddress);
  }, 180_000);

  test("an agreement that was revised while it was read is answered by 409 in words; old proof leads to a new one", async () => {
    const { id, documentHash } = await agreementForPetra(app.databaseUrl, "open");
    const own = await signIn(app.url, petraAddress);
    const sign = (seen: string) =>
      own.post(`/agreements/${id}/sign`, {
        ...{ seen, read: "on", agree: "on", typedName: "Petra Jansen", endSeen: "observed" },
      });
    const older = await sign("0".repeat(64));
    expect(older.status).toBe(409);
    const page = await older.text();
    const words = (["nl", "en"] as const).map((locale) => m.agreements_refused_changed({}, { locale }));
    expect(words.some((one) => page.includes(one.replaceAll("'", "&#x27;")))).toBe(true);
    await records.rows("update session set created_at = created_at - interval '1 hour'");
    for (const answer of [await own.get(`/agreements/${id}/sign`), await sign(documentHash)])
      expect([answer.status, pathOf(new URL(answer.headers.get("location") ?? "", app.url).href)]).toEqual([
        302,
        `/security/confirm?to=${encodeURIComponent(`/agreements/${id}/sign`)}`,
      ]);
    expect(
      await records.rows(`select from agreement_signer where agreement_id = '${id}' and state = 'signed'`),
    ).toEqual([]);
  });
});

describe("with a database server of its own", () => {
  let server: RunningPostgres;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-durable-"));
    await chmod(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    process.env["DATABASE_URL"] = server.url("postgres");
    await startTestServer();
    await raise();
  }, 180_000);
  afterAll(async () => {
    await records?.close();
    await app?.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("kill -9 of PostgreSQL during fulfilment: after its recovery credited exactly once, and the web server lives", async () => {
    const before = await records.count();
    const back = await atStripe(await toCheckout(petra), "ideal");
    const returning = petra.get(pathOf(back)).catch(() => null);
    process.kill(server.pid, "SIGKILL");
    await server.ended;
    await returning;
    await eventually(
      "the news",
      async () =>
        (await fetch(`${app.url}/readyz`).catch(async () => Promise.reject(new Error(await app.log()))))
          .status === 503,
    );
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    server = await startEmbeddedPostgres(folder, { port: server.port });
    await creditedOnce(before);
    await eventually("readiness", async () => (await fetch(`${app.url}/readyz`)).status === 200);
  }, 180_000);
});
