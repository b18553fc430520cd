export const webhookSecret = "whsec_of_schedules";

/** The settings of an application without a web server, for this process. Imported before anything of the application, which reads them once. */
Object.assign(process.env, {
  TEGOED_MODE: "test",
  LOG_LEVEL: "silent",
  APP_ORIGIN: "http://localhost:3999",
  STRIPE_SECRET_KEY: "sk_test_emulator",
  STRIPE_WEBHOOK_SECRET: webhookSecret,
});
// Calls to Stripe go to the emulator, wherever that listens.
process.env["STRIPE_API_BASE"] ??= "http://127.0.0.1:1";
