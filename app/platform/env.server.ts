import { z } from "zod";

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const onThisMachine = (url: string | undefined): boolean =>
  url === undefined || loopback.test(new URL(url).hostname);

/** An address alone, or after a name between < and >. */
const sender = /^([^<>@\s]+@[^<>@\s]+|[^<>]*<[^<>@\s]+@[^<>@\s]+>)$/;
const isMailServer = (url: string): boolean =>
  /^smtps?:\/\//i.test(url) && URL.canParse(url) && new URL(url).hostname !== "";

const schema = z.object({
  NODE_ENV: z.string().default("development"),
  /** demo and test run the production build on this machine only, with the offline Stripe and mail sink. */
  TEGOED_MODE: z.enum(["demo", "test", "development", "production"]).optional(),
  PORT: z.coerce.number().int().default(3000),
  HOST: z.string().optional(),
  APP_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  AUTH_SECRET: z.string().min(32).optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_BASE: z.url().optional(),
  VIES_URL: z.url().default("https://ec.europa.eu/taxation_customs/vies"),
  /** A stand-in for Microsoft's sign-in and Graph, on this machine. */
  MICROSOFT_STAND_IN_URL: z.url().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Tegoed <tegoed@localhost>"),
  MAIL_SINK_FOLDER: z.string().optional(),
  TRUST_PROXY: z.string().optional(),
  /** The MSP's own key and certificate (PEM) for sealing agreements; without them the portal makes its own. */
  SEAL_KEY_FILE: z.string().optional(),
  SEAL_CERTIFICATE_FILE: z.string().optional(),
  /** The ClamAV daemon that looks at every file before anybody can fetch it: tcp://host:port or unix:/path. */
  CLAMD_URL: z
    .string()
    .regex(/^(tcp:\/\/([\w.-]+|\[[\da-f:]+\])(:\d{1,5})?|unix:\/.+)$/i)
    .optional(),
  /** A timestamp authority (RFC 3161), and the certificates (PEM) that vouch for it. */
  TIMESTAMP_URL: z.url().optional(),
  TIMESTAMP_ROOTS_FILE: z.string().optional(),
  /** Networks of the MSP's own that webhooks may go to though they are private: 10.1.0.0/16, ... */
  WEBHOOK_ALLOWED_NETWORKS: z
    .string()
    .regex(/^[0-9a-f.:]+\/\d{1,3}(\s*,\s*[0-9a-f.:]+\/\d{1,3})*$/i)
    .optional(),
  WORKER_IN_WEB: z.enum(["0", "1"]).optional(),
  /** What a monitor brings as a bearer to read /metrics; without it there is no such page. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** A Sentry-compatible service that unexpected errors are reported to: https://KEY@HOST/PROJECT. */
  SENTRY_DSN: z
    .string()
    .regex(/^https?:\/\/\w+@[\w.:[\]-]+(\/[\w-]+)*\/\d+$/)
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** For tests: how far the application's clock stands from the system's (ms); it goes on from there. */
  TEST_CLOCK_OFFSET_MS: z.coerce.number().int().optional(),
  /** For tests: no job is started by its schedule. */
  TEST_SCHEDULE: z.enum(["off"]).optional(),
});

/** What moves the clock and stops the schedule of an application under test. */
const forTests = ["TEST_CLOCK_OFFSET_MS", "TEST_SCHEDULE"] as const;

export type Env = ReturnType<typeof readEnv>;

const neededInProduction = [
  "DATABASE_URL",
  "APP_ORIGIN",
  "AUTH_SECRET",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SMTP_URL",
  "MAIL_FROM",
] as const;

/** Reads and checks the settings; throws one Error whose message names every setting that is missing or wrong. */
export function readEnv(source: Record<string, string | undefined>) {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")),
  );
  if (!parsed.success) {
    throw new Error(
      `Settings that can't be read: ${parsed.error.issues.map((i) => `${i.path.join(".")} (${i.message})`).join(", ")}`,
    );
  }
  const env = parsed.data;
  const mode = env.TEGOED_MODE ?? (env.NODE_ENV === "production" ? "production" : "development");
  const problems = mode === "production" ? productionProblems(source, env) : rehearsalProblems(env);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    mode,
    port: env.PORT,
    host: env.HOST ?? (mode === "production" ? "0.0.0.0" : "127.0.0.1"),
    origin: (env.APP_ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    databaseUrl: env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/tegoed",
    databasePool: env.DATABASE_POOL,
    authSecret: env.AUTH_SECRET ?? "only-for-rehearsal-on-this-machine-0123456789",
    stripeKey: env.STRIPE_SECRET_KEY ?? "sk_test_emulator",
    stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET ?? "whsec_emulator",
    stripeApiBase: env.STRIPE_API_BASE,
    viesUrl: env.VIES_URL.replace(/\/$/, ""),
    microsoftSignInUrl: (env.MICROSOFT_STAND_IN_URL ?? "https://login.microsoftonline.com").replace(
      /\/$/,
      "",
    ),
    microsoftGraphUrl: (env.MICROSOFT_STAND_IN_URL ?? "https://graph.microsoft.com").replace(/\/$/, ""),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    mailSinkFolder: env.MAIL_SINK_FOLDER,
    sealKeyFile: env.SEAL_KEY_FILE,
    sealCertificateFile: env.SEAL_CERTIFICATE_FILE,
    clamdUrl: env.CLAMD_URL,
    timestampUrl: env.TIMESTAMP_URL,
    timestampRootsFile: env.TIMESTAMP_ROOTS_FILE,
    // "1" is one proxy in front, not an address.
    trustProxy: env.TRUST_PROXY && /^\d+$/.test(env.TRUST_PROXY) ? Number(env.TRUST_PROXY) : env.TRUST_PROXY,
    webhookNetworks: (env.WEBHOOK_ALLOWED_NETWORKS ?? "")
      .split(",")
      .filter(Boolean)
      .map((network) => {
        const [address = "", bits] = network.trim().split("/");
        return [address, Number(bits)] as const;
      }),
    workerInWeb: env.WORKER_IN_WEB ? env.WORKER_IN_WEB === "1" : mode !== "production",
    metricsToken: env.METRICS_TOKEN,
    sentryDsn: env.SENTRY_DSN,
    logLevel: env.LOG_LEVEL,
    clockOffsetMs: env.TEST_CLOCK_OFFSET_MS ?? 0,
    scheduledJobs: env.TEST_SCHEDULE !== "off",
    /** What starts, and is probably not meant so: a line each for the log. */
    warnings: mode === "production" ? productionWarnings(env) : [],
  };
}

function productionProblems(
  source: Record<string, string | undefined>,
  env: z.infer<typeof schema>,
): string[] {
  const missing = neededInProduction.filter((name) => !source[name]);
  return [
    ...(missing.length > 0
      ? [`Missing settings: ${missing.join(", ")}. See README, "Running it for real".`]
      : []),
    ...forTests
      .filter((name) => source[name])
      .map((name) => `${name} is for tests, and production refuses it: unset it.`),
    ...(env.STRIPE_API_BASE
      ? ["STRIPE_API_BASE points at an offline Stripe, which production refuses: unset it."]
      : []),
    ...(env.MICROSOFT_STAND_IN_URL
      ? ["MICROSOFT_STAND_IN_URL points at a stand-in, which production refuses: unset it."]
      : []),
    ...(env.MAIL_SINK_FOLDER
      ? ["MAIL_SINK_FOLDER shows every letter to everybody at /dev/mail, which production refuses: unset it."]
      : []),
    ...(env.SMTP_URL && !isMailServer(env.SMTP_URL)
      ? ["SMTP_URL must be an address such as smtps://user:password@mail.example.com."]
      : []),
    ...(source["MAIL_FROM"] && !sender.test(env.MAIL_FROM)
      ? ["MAIL_FROM must be an e-mail address, or a name and one: Helder IT <portal@example.com>."]
      : []),
    ...(env.STRIPE_SECRET_KEY && !/^(sk|rk)_/.test(env.STRIPE_SECRET_KEY)
      ? ["STRIPE_SECRET_KEY must be a secret key (sk_...) or a restricted one (rk_...)."]
      : []),
    ...(env.APP_ORIGIN && !env.APP_ORIGIN.startsWith("https://") && !onThisMachine(env.APP_ORIGIN)
      ? ["APP_ORIGIN must begin with https://."]
      : []),
  ];
}

/** The web server speaks no TLS: where the site is https, something stands in front. */
function productionWarnings(env: z.infer<typeof schema>): string[] {
  const isBehindProxy = env.APP_ORIGIN?.startsWith("https://") ?? false;
  return isBehindProxy && env.TRUST_PROXY === undefined
    ? [
        "TRUST_PROXY is not set: all visitors count as the proxy's one address, in sign-in limits and in the audit log. " +
          'Set it to the proxies in front (1, loopback, ...). See README, "Running it for real".',
      ]
    : [];
}

function rehearsalProblems(env: z.infer<typeof schema>): string[] {
  return [
    ...(env.STRIPE_SECRET_KEY && !/^(sk|rk)_test_/.test(env.STRIPE_SECRET_KEY)
      ? ["STRIPE_SECRET_KEY is a live key: only NODE_ENV=production takes it."]
      : []),
    ...(onThisMachine(env.STRIPE_API_BASE) ? [] : ["STRIPE_API_BASE must be on this machine."]),
    ...(onThisMachine(env.MICROSOFT_STAND_IN_URL) ? [] : ["MICROSOFT_STAND_IN_URL must be on this machine."]),
    ...(onThisMachine(env.APP_ORIGIN)
      ? []
      : ["APP_ORIGIN must be on this machine in demo, test and development."]),
  ];
}

let current: Env | undefined;

/** The settings of this process, read once. The only reader of process.env. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
