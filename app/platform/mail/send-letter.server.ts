import { z } from "zod";

import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { job, type Job } from "#app/platform/jobs.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { countMail } from "#app/platform/metrics.server.ts";

import { findLetterBrand } from "./find-letter-brand.server.ts";
import type { LetterBrand } from "./letter-brand.ts";
import { sendMail } from "./mailer.server.ts";
import type { RenderedLetter } from "./rendered-letter.ts";

export type RenderLetter = (
  template: string,
  props: unknown,
  brand?: LetterBrand | null,
) => Promise<RenderedLetter>;

/** The job that sends one letter from the outbox. Letters that were sent or withdrawn are left alone; the Message-ID is the letter's own, so a mailbox knows a repeat. */
export function sendLetterJob(render: RenderLetter): Job<{ letterId: string }> {
  return job(z.object({ letterId: z.uuid() }), async ({ letterId }) => {
    const { letter, brand } = await asSystem(async (tx) => ({
      letter: await tx.letter.update({ where: { id: letterId }, data: { tries: { increment: 1 } } }),
      brand: await findLetterBrand(tx),
    }));
    if (letter.sentAt || letter.withdrawnAt) return;
    try {
      const rendered = await withLocale(localeOf(letter.locale), () =>
        render(letter.template, letter.props, brand),
      );
      await sendMail(rendered, { to: letter.recipient, id: letter.id, brand, thread: letter.thread });
      countMail("sent");
    } catch (error) {
      countMail("failed");
      const lastError = error instanceof Error ? error.message : String(error);
      await asSystem((tx) => tx.letter.update({ where: { id: letterId }, data: { lastError } }));
      throw error;
    }
    // Links in letters give access: once sent, what the letter held is not kept.
    await asSystem((tx) =>
      tx.letter.update({ where: { id: letterId }, data: { sentAt: now(), lastError: null, props: {} } }),
    );
  });
}
