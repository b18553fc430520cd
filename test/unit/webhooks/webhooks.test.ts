import { describe, expect, test } from "vitest";

import { afterTry, pausesEndpoint } from "#app/webhooks/rules/retries.ts";
import { mayReach, postSafely, urlRefusal } from "#app/webhooks/safe-post.server.ts";
import { isSignedBy, newSecret, openSecret, sealSecret, signatureOf } from "#app/webhooks/sign.server.ts";

const production = { http: false, networks: [] };

describe("signatures", () => {
  // The example of the Standard Webhooks' own libraries.
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signed = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1614265330, body: '{"test": 2432232314}' };

  test("are those of the standard", () => {
    expect(signatureOf(signed, [secret])).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  test("hold by either of two secrets, and by no other text, time or secret", () => {
    const old = newSecret();
    const header = signatureOf(signed, [secret, old]);
    const at = signed.seconds + 10;
    expect([secret, old].map((one) => isSignedBy(one, header, signed, at))).toEqual([true, true]);
    expect(isSignedBy(newSecret(), header, signed, at)).toBe(false);
    expect(isSignedBy(secret, header, { ...signed, body: `${signed.body} ` }, at)).toBe(false);
    expect(isSignedBy(secret, header, signed, at + 300)).toBe(false);
  });

  test("a secret is kept sealed, and read again", () => {
    expect(sealSecret(secret)).not.toContain(secret.slice(6));
    expect(openSecret(sealSecret(secret))).toBe(secret);
  });
});

test.each([
  [200, 1, "delivered"],
  [204, 10, "delivered"],
  [302, 1, 5_000],
  [500, 2, 300_000],
  [null, 9, 86_400_000],
  [500, 10, "given-up"],
] as const)("an answer of %s to try %i leads to %s", (status, tries, expected) => {
  const after = afterTry({ status, retryAfterSeconds: null }, tries, 0.5);
  expect(after.next === "retry" ? after.afterMs : after.next).toBe(expected);
});

test("429 and 503 may ask for more time, a day at most; days of failures and a 410 pause", () => {
  const after = (status: number, retryAfterSeconds: number) =>
    afterTry({ status, retryAfterSeconds }, 1, 0.5);
  expect(after(429, 60)).toEqual({ next: "retry", afterMs: 60_000 });
  expect(after(503, 10_000_000)).toEqual({ next: "retry", afterMs: 86_400_000 });
  expect(after(500, 60)).toEqual({ next: "retry", afterMs: 5_000 });
  const at = new Date("2026-11-25T10:00:00Z");
  const failing = { status: 500, retryAfterSeconds: null };
  expect(pausesEndpoint(failing, new Date("2026-11-22T10:00:00Z"), at)).toBe("failing");
  expect(pausesEndpoint(failing, new Date("2026-11-22T10:00:01Z"), at)).toBeNull();
  expect(pausesEndpoint({ ...failing, status: 410 }, null, at)).toBe("gone");
});

test.each([
  "127.0.0.1",
  "127.8.9.1",
  "10.0.0.1",
  "172.16.5.5",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:0:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "fe80::1",
  "fd00:ec2::254",
  "fec0::1",
  "ff02::1",
  "no address",
])("nothing is sent to %s", (address) => {
  expect(mayReach(address, production)).toBe(false);
});

test("public addresses, and networks that the installation allows, may be reached; link-local never", () => {
  expect(["8.8.8.8", "2606:4700::1111"].map((one) => mayReach(one, production))).toEqual([true, true]);
  const wide = {
    http: false,
    networks: [
      ["10.1.0.0", 16],
      ["0.0.0.0", 0],
      ["::", 0],
    ] as const,
  };
  expect(["10.1.2.3", "fd00::1", "169.254.169.254", "fe80::1"].map((one) => mayReach(one, wide))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ["http://example.com/", "not-https"],
  ["ftp://example.com/", "not-a-url"],
  ["https://user@example.com/", "not-a-url"],
  ["example.com", "not-a-url"],
  ["https://127.1/", "not-public"],
  ["https://0x7f.1/", "not-public"],
  ["https://2130706433/", "not-public"],
  ["https://[::ffff:7f00:1]/", "not-public"],
  ["https://①②⑦.⓪.⓪.①/", "not-public"],
  ["https://example.com/hook", null],
] as const)("%s is %s", async (url, expected) => {
  expect(urlRefusal(url, production)).toBe(expected);
});

test("a name that leads to this machine is found when it is looked up", async () => {
  const posted = await postSafely("https://localhost/", { headers: {}, body: "{}" }, production);
  expect(posted).toMatchObject({ status: null, problem: "not-public" });
});
