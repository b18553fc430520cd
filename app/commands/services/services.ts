import path from "node:path";

import { subscribedEvents } from "#app/billing/subscribed-events.ts";
import { steadyPort } from "#app/commands/services/ports.ts";
import { startMailSink } from "#app/platform/mail/sink.server.ts";
import { noordTenant } from "#prisma/seed/microsoft-tenant.ts";
import { startMicrosoft } from "#test/emulator/microsoft.ts";
import { startEmulator } from "#test/emulator/start-emulator.ts";
import { startTimestampAuthority } from "#test/emulator/timestamp.ts";
import { startVies } from "#test/emulator/vies.ts";

export type Services = { env: Record<string, string>; stop: () => Promise<void> };

const webhookSecret = "whsec_emulator";

/** Starts what stands outside the product: the offline Stripe, the VAT number service, the stand-in for Microsoft, the timestamp authority and the mail sink. */
export async function startServices(folder: string, webPort: number): Promise<Services> {
  const mailFolder = path.resolve(folder, "mail");
  const stripePort = await steadyPort(path.join(folder, "stripe-port"));
  const timestampRoots = path.resolve(folder, "timestamp-roots.pem");
  const [stripe, vies, microsoft, mail, timestamps] = await Promise.all([
    startEmulator({
      port: stripePort,
      stateFile: path.join(folder, "stripe.json"),
      webhooks: [
        {
          url: `http://127.0.0.1:${webPort}/webhooks/stripe`,
          secret: webhookSecret,
          enabledEvents: [...subscribedEvents],
        },
      ],
    }),
    startVies(),
    startMicrosoft([noordTenant()]),
    startMailSink(mailFolder),
    startTimestampAuthority({ rootsFile: timestampRoots }),
  ]);
  return {
    env: {
      STRIPE_SECRET_KEY: "sk_test_emulator",
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: stripe.url,
      VIES_URL: vies.url,
      MICROSOFT_STAND_IN_URL: microsoft.url,
      SMTP_URL: mail.smtpUrl,
      MAIL_SINK_FOLDER: mailFolder,
      TIMESTAMP_URL: timestamps.url,
      TIMESTAMP_ROOTS_FILE: timestampRoots,
    },
    stop: async () => {
      await Promise.all([stripe.close(), vies.close(), microsoft.close(), mail.stop(), timestamps.close()]);
    },
  };
}
