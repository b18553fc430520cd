import { prismaAdapter } from "better-auth/adapters/prisma";
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { z } from "zod";

import { authPrisma } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";

import { backupCodeStorage, storedBackupCode } from "./backup-code-storage.server.ts";
import { cookiePrefix } from "./session-cookie.server.ts";
import { claimTotpStep } from "./totp-step.server.ts";
import { queueResetLetter } from "./reset-letter.server.ts";
import { resetPrefix, storedResetName } from "#app/identity/reset-link-store.server.ts";

/** The header in which our own code, never the network, tells the sign-in library a caller's address. */
export const addressHeader = "x-tegoed-address";

/** The only ways to a session, and how strong it is: any other is refused, whatever plugin brings it. `same` keeps what the session before had. */
const waysIn: Record<string, 1 | 2 | "same"> = {
  "/sign-in/email": 1,
  "/two-factor/verify-totp": 2,
  "/two-factor/verify-backup-code": 2,
  "/two-factor/disable": 1,
  "/change-password": "same",
  "/renew-session": "same",
};

/** Gives a session that just proved itself again a new token and a new age. */
const renewal = {
  id: "renewal",
  endpoints: {
    renewSession: createAuthEndpoint(
      "/renew-session",
      { method: "POST", body: z.object({}), use: [sensitiveSessionMiddleware] },
      async (ctx) => {
        const { session, user } = ctx.context.session;
        const renewed = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session: renewed, user });
        await ctx.context.internalAdapter.deleteSession(session.token);
        return ctx.json({ token: renewed.token });
      },
    ),
  },
};

function build(prisma: ReturnType<typeof authPrisma>) {
  const secure = env().origin.startsWith("https:");
  return betterAuth({
    baseURL: env().origin,
    secret: env().authSecret,
    appName: "Tegoed",
    database: prismaAdapter(prisma, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 30 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => queueResetLetter(user, token),
    },
    user: {
      additionalFields: {
        locale: { type: "string", input: false, required: false },
        theme: { type: "string", input: false, required: false },
      },
    },
    session: {
      expiresIn: 12 * 60 * 60,
      disableSessionRefresh: true,
      freshAge: 15 * 60,
      cookieCache: { enabled: false },
      additionalFields: {
        aal: { type: "number", input: false, required: false },
        membershipId: { type: "string", input: false, required: false },
      },
    },
    verification: {
      storeIdentifier: {
        default: "hashed",
        overrides: { [resetPrefix]: { hash: (name) => Promise.resolve(storedResetName(name)) } },
      },
    },
    advanced: {
      database: { generateId: "uuid" },
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(),
      defaultCookieAttributes: { secure, path: "/", httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: {
          before: (session, context) =>
            Promise.resolve({
              data: {
                ...session,
                aal: strengthOf(context),
                membershipId: placeOf(session.userId, context?.context.session?.session),
              },
            }),
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === "/two-factor/verify-totp")
          return { context: { body: { ...ctx.body, code: await claimTotpStep(ctx) } } };
        if (ctx.path === "/two-factor/verify-backup-code")
          return { context: { body: { ...ctx.body, code: storedBackupCode(String(ctx.body.code)) } } };
        return undefined;
      }),
    },
    plugins: [
      twoFactor({ issuer: "Tegoed", backupCodeOptions: { storeBackupCodes: backupCodeStorage } }),
      renewal,
    ],
  });
}

function strengthOf(
  context: {
    path?: string | undefined;
    context: { session: { session: Record<string, unknown> } | null };
  } | null,
): number {
  const way = waysIn[context?.path ?? ""];
  if (!way) throw new APIError("FORBIDDEN", { message: "no way in" });
  return way === "same" ? Number(context?.context.session?.session["aal"] ?? 1) : way;
}

/** A session that replaces one of the same person stays where that one was. */
function placeOf(userId: string, before: Record<string, unknown> | undefined): string | null {
  const place = before?.["userId"] === userId ? before["membershipId"] : null;
  return typeof place === "string" ? place : null;
}

type Auth = ReturnType<typeof build>;
let built: { prisma: unknown; auth: Auth } | undefined;

/** The sign-in library, fenced: no HTTP endpoints of its own, called by this module's verbs alone. */
export function auth(): Auth {
  const prisma = authPrisma();
  if (built?.prisma !== prisma) built = { prisma, auth: build(prisma) };
  return built.auth;
}
