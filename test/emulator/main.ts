import { startEmulator } from "#test/emulator/start-emulator.ts";

const { EMULATOR_PORT, EMULATOR_STATE_FILE, EMULATOR_WEBHOOK_URL, EMULATOR_WEBHOOK_SECRET } = process.env;

const emulator = await startEmulator({
  port: Number(EMULATOR_PORT ?? 12_111),
  webhooks: EMULATOR_WEBHOOK_URL
    ? [{ url: EMULATOR_WEBHOOK_URL, secret: EMULATOR_WEBHOOK_SECRET ?? "whsec_emulator" }]
    : [],
  ...(EMULATOR_STATE_FILE ? { stateFile: EMULATOR_STATE_FILE } : {}),
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void emulator.close().then(() => process.exit(0));
  });
}

process.stdout.write(`emulator ready at ${emulator.url}\n`);
