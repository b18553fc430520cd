import { domainToASCII } from "node:url";

import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

/** What browsers take before the @ (the HTML standard): letters of ASCII and the signs of RFC 5322, without its quotes. */
const local = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Reads a mail address; its domain comes back in ASCII (`müller.de` as `xn--mller-kva.de`), as mail and Stripe take it. Null for none. */
export function readMailAddress(typed: string): string | null {
  const text = typed.trim();
  const at = text.lastIndexOf("@");
  const name = text.slice(0, at);
  const host = domainToASCII(text.slice(at + 1)).toLowerCase();
  if (at < 1 || !local.test(name) || /^\.|\.\.|\.$/.test(name) || !domain.test(host)) return null;
  return `${name}@${host}`;
}

/** A field for a mail address of at most so many characters. */
export function mailAddressField(most = 254) {
  return z
    .string()
    .max(most)
    .transform((typed, context) => {
      const read = readMailAddress(typed);
      if (read !== null && read.length <= most) return read;
      context.addIssue({
        code: "custom",
        message: typed === "" ? m.form_required() : m.form_email(),
        input: typed,
      });
      return z.NEVER;
    });
}
