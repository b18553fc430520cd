import { describe, expect, test } from "vitest";

import { readEnv } from "#app/platform/env.server.ts";

const real = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://tegoed@db/tegoed",
  APP_ORIGIN: "https://portal.example.com",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "sk_live_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
  SMTP_URL: "smtps://mail.example.com",
  MAIL_FROM: "Portal <portal@example.com>",
};

describe("production", () => {
  test("starts with real settings", () => {
    expect(readEnv(real)).toMatchObject({ mode: "production", host: "0.0.0.0", workerInWeb: false });
  });

  test.each(Object.keys(real).filter((name) => name !== "NODE_ENV"))(
    "names %s when it is missing",
    (name) => {
      expect(() => readEnv({ ...real, [name]: "" })).toThrow(new RegExp(`Missing settings: .*${name}`));
    },
  );

  test("names all that is missing at once", () => {
    expect(() => readEnv({ NODE_ENV: "production" })).toThrow(
      /DATABASE_URL, APP_ORIGIN, AUTH_SECRET, STRIPE_SECRET_KEY/,
    );
  });

  test("counts the proxies in front, or takes their addresses", () => {
    expect(readEnv({ ...real, TRUST_PROXY: "1" }).trustProxy).toBe(1);
    expect(readEnv({ ...real, TRUST_PROXY: "loopback" }).trustProxy).toBe("loopback");
  });

  test("warns of a site behind TLS that trusts no proxy", () => {
    expect(readEnv(real).warnings).toEqual([expect.stringMatching(/^TRUST_PROXY is not set/)]);
    expect(readEnv({ ...real, TRUST_PROXY: "1" }).warnings).toEqual([]);
    expect(readEnv({ ...real, APP_ORIGIN: "http://localhost:3000" }).warnings).toEqual([]);
    expect(readEnv({ TEGOED_MODE: "demo" }).warnings).toEqual([]);
  });

  test("refuses the offline Stripe", () => {
    expect(() => readEnv({ ...real, STRIPE_API_BASE: "http://127.0.0.1:1234" })).toThrow(/offline Stripe/);
  });

  test("refuses the folder of letters that everybody may read", () => {
    const folder = { MAIL_SINK_FOLDER: "/tmp/letters" };
    expect(() => readEnv({ ...real, ...folder })).toThrow(/MAIL_SINK_FOLDER shows every letter/);
    expect(() => readEnv({ ...real, ...folder, TEGOED_MODE: "production" })).toThrow(/MAIL_SINK_FOLDER/);
    expect(readEnv({ ...folder, TEGOED_MODE: "demo" }).mailSinkFolder).toBe("/tmp/letters");
  });

  test.each([
    ["SMTP_URL", "mail.example.com"],
    ["SMTP_URL", "https://mail.example.com"],
    ["MAIL_FROM", "onzin"],
    ["MAIL_FROM", "Helder IT <portal>"],
    ["STRIPE_SECRET_KEY", "pk_test_x"],
  ])("refuses %s=%s in one sentence", (name, value) => {
    expect(() => readEnv({ ...real, [name]: value })).toThrow(new RegExp(`^${name} must be [^\\n]*\\.$`));
  });

  test("takes an address without a name, a mail server with a port and a restricted key", () => {
    const other = { MAIL_FROM: "portal@example.com", SMTP_URL: "smtp://a:b@mail:587" };
    expect(readEnv({ ...real, ...other, STRIPE_SECRET_KEY: "rk_test_1" }).mode).toBe("production");
  });

  test("refuses an address without TLS", () => {
    expect(() => readEnv({ ...real, APP_ORIGIN: "http://portal.example.com" })).toThrow(/https/);
  });

  test.each([
    ["TEST_CLOCK_OFFSET_MS", "3600000"],
    ["TEST_CLOCK_OFFSET_MS", "0"],
    ["TEST_SCHEDULE", "off"],
  ])("refuses %s=%s, which tests use", (name, value) => {
    expect(() => readEnv({ ...real, [name]: value })).toThrow(new RegExp(`${name} is for tests`));
    expect(readEnv({ TEGOED_MODE: "test", [name]: value }).mode).toBe("test");
  });

  test("runs scheduled jobs by the system's clock", () => {
    expect(readEnv(real)).toMatchObject({ clockOffsetMs: 0, scheduledJobs: true });
  });
});

describe("demo, test and development", () => {
  const demo = { NODE_ENV: "production", TEGOED_MODE: "demo", STRIPE_API_BASE: "http://127.0.0.1:1234" };

  test("run with nothing configured", () => {
    expect(readEnv(demo)).toMatchObject({ mode: "demo", host: "127.0.0.1", workerInWeb: true });
  });

  test.each([
    ["a live key", { STRIPE_SECRET_KEY: "sk_live_1" }, /live key/],
    ["a Stripe elsewhere", { STRIPE_API_BASE: "https://stripe.example.com" }, /on this machine/],
    ["an address elsewhere", { APP_ORIGIN: "https://portal.example.com" }, /on this machine/],
  ])("refuse %s", (_what, setting, words) => {
    expect(() => readEnv({ ...demo, ...setting })).toThrow(words);
  });

  test("name a setting that can't be read", () => {
    expect(() => readEnv({ PORT: "three", DATABASE_POOL: "0" })).toThrow(/PORT .*DATABASE_POOL/);
  });
});
