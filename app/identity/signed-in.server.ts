import {
  findSession,
  type LiveSession,
  placeSession,
  touchSession,
} from "#app/identity/session-store.server.ts";
import { csvStyleOf, isSpreadsheet, type CsvStyle, type Spreadsheet } from "#app/platform/csv.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";
import { requestContext, type RequestContext } from "#app/platform/request-context.server.ts";

import { isClientRole, isStaffRole, isTheme, mustHaveSecondFactor, type Scope, type Theme } from "./scope.ts";
import { sessionToken } from "./session-cookie.server.ts";

/** Who is signed in, and how: the scope for what they may see, the rest for the frame around it. */
export type SignedIn = {
  scope: Scope;
  locale: Locale;
  theme: Theme;
  /** What they say of their spreadsheet, and how a CSV is written for it. */
  spreadsheet: Spreadsheet;
  /** The e-mails about requests that they do without. */
  mutedLetters: readonly string[];
  csvStyle: CsvStyle;
  mspName: string;
  /** The MSP's time zone for staff, the client's own for its people. */
  zone: string;
  hasSecondFactor: boolean;
  /** The MSP asks one of everybody in this role. */
  mustHaveSecondFactor: boolean;
  /** At how many places (clients, or the MSP) this person has access. */
  places: number;
  /** Has access at several clients and has not said for which of them this session is; the scope is the first's. */
  mustChoose: boolean;
  /** Has to set up a second factor before anything else. */
  mustEnrol: boolean;
  /** Signed in or confirmed within the last 15 minutes. */
  fresh: boolean;
};

const known = new WeakMap<RequestContext, { cookie: string | null; answer: Promise<SignedIn | null> }>();

/** Reads who a request's session belongs to: one query, shared by all loaders of a request; null when nobody is signed in. */
export async function signedIn(request: { headers: Headers; method: string }): Promise<SignedIn | null> {
  const context = requestContext();
  // What an action changes, the loaders after it must see: only reads share an answer.
  if (!context || (request.method !== "GET" && request.method !== "HEAD")) return readSigned(request);
  const cookie = request.headers.get("cookie");
  const earlier = known.get(context);
  if (earlier && earlier.cookie === cookie) return earlier.answer;
  const answer = readSigned(request);
  known.set(context, { cookie, answer });
  return answer;
}

async function readSigned(request: { headers: Headers }): Promise<SignedIn | null> {
  const token = sessionToken(request);
  return token ? readSession(token) : null;
}

/** The same for what asks again and again without its person doing anything, as a stream: it keeps no idle session alive, and always reads afresh. */
export async function stillSignedIn(request: { headers: Headers }): Promise<SignedIn | null> {
  const token = sessionToken(request);
  return token ? readSession(token, { isActivity: false }) : null;
}

async function readSession(token: string, { isActivity = true } = {}): Promise<SignedIn | null> {
  const row = await findSession(token);
  const scope = row && scopeOf(row);
  if (!row || !scope) return null;
  // A session whose place ended is over: it never goes on at another place that nobody chose.
  if (row.placed && !row.chosen) return null;
  // With one place there is nothing to choose, and the session stays there whatever places come and go.
  if (!row.placed && row.places === 1) await placeSession(row.session_id, row.membership_id);
  const mustHave = row.mfa_required && mustHaveSecondFactor(scope);
  if (row.stale && isActivity) await touchSession(row.session_id);
  const locale = localeOf(row.locale);
  const spreadsheet = isSpreadsheet(row.spreadsheet) ? row.spreadsheet : "language";
  return {
    scope,
    locale,
    theme: isTheme(row.theme) ? row.theme : "system",
    spreadsheet,
    mutedLetters: row.muted_letters,
    csvStyle: csvStyleOf(spreadsheet, locale),
    mspName: row.msp_name,
    zone: row.zone,
    hasSecondFactor: row.two_factor_enabled,
    mustHaveSecondFactor: mustHave,
    places: row.places,
    mustChoose: row.places > 1 && !row.chosen,
    mustEnrol: mustHave && !row.two_factor_enabled,
    fresh: row.fresh,
  };
}

function scopeOf(row: LiveSession): Scope | null {
  const person = { userId: row.user_id, name: row.name, email: row.email, sessionId: row.session_id };
  if (row.client_id === null)
    return isStaffRole(row.role) ? { kind: "staff", ...person, role: row.role } : null;
  if (row.client_name === null || !isClientRole(row.role)) return null;
  return { kind: "client", ...person, clientId: row.client_id, clientName: row.client_name, role: row.role };
}
