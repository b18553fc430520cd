import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { errorReporter } from "#app/platform/error-report.server.ts";

let server: Server;
let received: { url: string; auth: string; body: string }[] = [];
let waiting: ServerResponse[] = [];
let holds = false;
beforeAll(async () => {
  server = createServer((req, res) => {
    void text(req).then((body) => {
      received.push({ url: req.url ?? "", auth: String(req.headers["x-sentry-auth"]), body });
      if (holds) waiting.push(res);
      else res.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
  waiting = [];
  holds = false;
});
const reporter = () => {
  const { port } = server.address() as AddressInfo;
  return errorReporter(`http://abc123@127.0.0.1:${port}/errors/7`);
};
const arrived = (count: number) => vi.waitFor(() => expect(received).toHaveLength(count));

/** What a database's error quotes of a form, and what a path, a header and a query hold. */
const secret = ["petra@bakkerij.example", "session_token=Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5", "Geheim wachtwoord"];

test("a report has the kind, the code, the places and the kind of page, and nothing that somebody typed or holds", async () => {
  const error = Object.assign(
    new TypeError(`Key (email)=(${secret.join(", ")})\n    at once: ${secret[2]}`),
    {
      code: "P2002",
      detail: secret,
    },
  );
  reporter()(error, {
    kind: "request",
    name: `/reset/Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5/petra@bakkerij.example/clients/0b1f8f3e-0000-4000-8000-000000000000`,
  });
  await arrived(1);
  const [{ url, auth, body } = { url: "", auth: "", body: "" }] = received;
  expect(url).toBe("/errors/api/7/envelope/");
  expect(auth).toContain("sentry_key=abc123");
  for (const value of [...secret, "Zm9v", "petra", "bakkerij", "0b1f8f3e"]) expect(body).not.toContain(value);
  const [header, item, event] = body.split("\n").map((line): unknown => JSON.parse(line));
  expect(item).toEqual({ type: "event" });
  expect(JSON.stringify(header)).toMatch(/"event_id":"[0-9a-f]{32}"/);
  expect(event).toMatchObject({
    level: "error",
    transaction: "/reset/:id/:id/clients/:id",
    exception: { values: [{ type: "TypeError", value: "P2002" }] },
  });
  expect(body).toContain("error-report.test.ts");
});

test("what is thrown without being an error, or with a text for a code, says nothing of it", async () => {
  const report = reporter();
  report(`no ${secret[0]}`, { kind: "api" });
  await arrived(1);
  report(Object.assign(new Error(""), { code: secret[2], name: secret[0] }), {
    kind: "job",
    name: "send-letter",
  });
  await arrived(2);
  for (const value of secret) expect(received.map(({ body }) => body).join("\n")).not.toContain(value);
  expect(received[1]?.body).toContain('"transaction":"send-letter"');
});

test("while two reports are on their way, and after thirty in a minute, more are dropped; nothing throws", async () => {
  const report = reporter();
  holds = true;
  for (let count = 0; count < 5; count += 1) report(new Error("many"), { kind: "api" });
  await arrived(2);
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  holds = false;
  for (const res of waiting) res.end("{}");
  await vi.waitFor(
    () => {
      report(new Error("many"), { kind: "api" });
      expect(received).toHaveLength(30);
    },
    { interval: 5, timeout: 4000 },
  );
  report(new Error("one more"), { kind: "api" });
  expect(() =>
    errorReporter("http://abc@127.0.0.1:1/1")(new Error("nobody there"), { kind: "api" }),
  ).not.toThrow();
  report(
    {
      get code() {
        throw new Error("odd");
      },
    },
    { kind: "api" },
  );
  expect(received).toHaveLength(30);
});
