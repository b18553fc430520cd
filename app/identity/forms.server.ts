import { z } from "zod";

import { mailAddressField } from "#app/platform/typed/mail-address.ts";

import { m } from "#app/platform/generated/i18n/messages.js";
import { spreadsheets } from "#app/platform/csv.ts";
import { locales } from "#app/platform/i18n/locale.ts";

import { letterKinds } from "./letter-kinds.ts";
import { themes } from "./scope.ts";

const email = mailAddressField();
/** An address that the sign-in library takes: it knows fewer signs before the @ than mail does. */
const loginEmail = email.refine((address) => z.email().safeParse(address).success, {
  error: () => m.identity_email_no_sign_in(),
});
const name = z.string().trim().min(2).max(100);
const password = z.string().min(1).max(1000);
const code = z.string().trim().min(6).max(40);

/** What signing in asks first. */
export const signInForm = z.object({ email, password });

/** The second factor of somebody who signs in: six digits, or a backup code. */
export const codeForm = z.object({ code });

/** Whose password was forgotten. */
export const forgotForm = z.object({ email });

/** The password that replaces a forgotten one. */
export const resetForm = z.object({ password });

/** What an invited person sets. */
export const invitationForm = z.object({ name, password });

/** What somebody with an account proves before joining another client; nothing where they are signed in. */
export const joinForm = z.object({ password: z.string().max(1000).default("") });

/** Which of a person's clients the session goes on at. */
export const placeForm = z.object({ membershipId: z.uuid() });

/** What the first run asks of the MSP's first owner. */
export const firstOwnerForm = z.object({ name, email: loginEmail, password });

/** What everybody may set of their own. */
export const profileForm = z.object({
  name,
  locale: z.enum(locales),
  theme: z.enum(themes),
  spreadsheet: z.enum(spreadsheets).default("language"),
  /** The e-mails about requests that are wanted; they count where the form showed them. */
  letters: z.array(z.enum(letterKinds)).max(letterKinds.length).default([]),
  lettersShown: z.literal("on").optional(),
});

/** A view of a list that is kept or forgotten; `query` is what the list's address asked. */
export const listViewForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    list: z.string().max(20),
    query: z.string().max(6000),
    name: z.string().trim().min(1).max(60),
    first: z.literal("on").optional(),
  }),
  z.object({
    intent: z.literal("remove"),
    list: z.string().max(20),
    query: z.string().max(6000),
    id: z.uuid(),
  }),
]);

/** Which sessions end. */
export const sessionsForm = z.object({
  intent: z.enum(["end", "end-others"]),
  sessionId: z.uuid().optional(),
});

/** A password that is replaced by its owner. */
export const passwordForm = z.object({ current: password, next: password });

/** What proves again who is there: the password alone, for a person without a second factor. */
export const confirmByPasswordForm = z.object({ password, code: z.undefined().catch(undefined) });
/** What proves again who is there: a code alone, for a person with a second factor. */
export const confirmByCodeForm = z.object({ code, password: z.undefined().catch(undefined) });

/** How a second factor is set up, proved or given up. */
export const authenticatorForm = z.object({
  intent: z.enum(["begin", "complete", "drop"]),
  code: z.string().trim().max(40).optional(),
  password: z.string().max(1000).optional(),
});

/** What the people pages send: inviting, sending again, taking back, ending access, another role. */
export const peopleForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("invite"),
    name,
    email: loginEmail,
    role: z.string().max(40),
    locale: z.enum(locales),
  }),
  z.object({ intent: z.literal("resend"), id: z.uuid() }),
  z.object({ intent: z.literal("revoke"), id: z.uuid() }),
  z.object({ intent: z.literal("end"), id: z.uuid() }),
  z.object({ intent: z.literal("role"), id: z.uuid(), role: z.string().max(40) }),
]);
