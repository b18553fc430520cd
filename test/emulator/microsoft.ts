import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** An account and a product as Graph answers them. */
export type EmulatedUser = {
  id: string;
  displayName: string;
  mail: string | null;
  userPrincipalName: string;
  accountEnabled: boolean;
  userType: "Member" | "Guest";
  employeeHireDate?: string | null;
  assignedLicenses: { skuId: string; disabledPlans: string[] }[];
};
export type EmulatedSku = {
  skuId: string;
  skuPartNumber: string;
  appliesTo?: "User" | "Company";
  consumedUnits: number;
  prepaidUnits: { enabled: number; warning: number; suspended: number; lockedOut: number };
};
export type EmulatedTenant = { id: string; consented: boolean; users: EmulatedUser[]; skus: EmulatedSku[] };

/** What the next requests to Graph get instead of an answer; a 200 lets one through as it is. */
type Fault = { status: number; retryAfter?: number };

/** A running stand-in for Microsoft's sign-in and Graph. */
export type Microsoft = {
  url: string;
  tenants: Map<string, EmulatedTenant>;
  /** The secret that it takes. */
  secret: string;
  fail(...faults: Fault[]): void;
  /** Every token given so far ends now. */
  endTokens(): void;
  /** Runs after each page of accounts that was sent: a tenant that changes under its reader. */
  onPage: () => void;
  /** The paths that Graph was asked for, oldest first. */
  asked(): string[];
  close(): Promise<void>;
};

const host = "127.0.0.1";
type State = Omit<Microsoft, "url" | "fail" | "endTokens" | "asked" | "close"> & {
  faults: Fault[];
  tokens: Map<string, string>;
  paths: string[];
  given: number;
};

/** Starts a stand-in that answers as the documented API does: consent, token, subscribedSkus and users, with pages of at most `$top`. */
export async function startMicrosoft(tenants: EmulatedTenant[] = []): Promise<Microsoft> {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("the stand-in for Microsoft doesn't run in production");
  const state: State = {
    tenants: new Map(tenants.map((tenant) => [tenant.id, tenant])),
    secret: "secret-of-the-stand-in",
    onPage: () => undefined,
    faults: [],
    tokens: new Map(),
    paths: [],
    given: 0,
  };
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return Object.assign(state, {
    url: `http://${host}:${String(port)}`,
    fail: (...faults: Fault[]) => state.faults.push(...faults),
    endTokens: () => state.tokens.clear(),
    asked: () => [...state.paths],
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? host}`);
  const signIn = /^\/([0-9a-f-]{36})\/(?:oauth2\/v2\.0\/token|v2\.0\/adminconsent)$/.exec(url.pathname);
  if (signIn && url.pathname.endsWith("/token")) return token(state, signIn[1] ?? "", request, response);
  if (signIn) return consent(state, signIn[1] ?? "", url, response);
  state.paths.push(url.pathname + url.search);
  const fault = state.faults.shift();
  if (fault && fault.status !== 200) {
    if (fault.retryAfter !== undefined) response.setHeader("retry-after", String(fault.retryAfter));
    return graphError(response, fault.status, "TooManyRequests", "Please retry.");
  }
  const tenant = state.tenants.get(state.tokens.get(request.headers.authorization ?? "") ?? "");
  if (!tenant) return graphError(response, 401, "InvalidAuthenticationToken", "Access token has expired.");
  if (!tenant.consented)
    return graphError(
      response,
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
    );
  if (url.pathname === "/v1.0/subscribedSkus")
    return json(response, 200, { value: tenant.skus.map((sku) => skuOf(tenant, sku)) });
  if (url.pathname === "/v1.0/users") return users(state, tenant, url, response);
  return graphError(response, 404, "ResourceNotFound", "Resource not found for the segment.");
}

function users(state: State, tenant: EmulatedTenant, url: URL, response: ServerResponse): void {
  const size = Math.min(Number(url.searchParams.get("$top") ?? 100), 999);
  const from = Number(url.searchParams.get("$skiptoken") ?? 0);
  const selected = (url.searchParams.get("$select") ?? "id,displayName,mail,userPrincipalName").split(",");
  const value = tenant.users
    .slice(from, from + size)
    .map((user) => Object.fromEntries(Object.entries(user).filter(([name]) => selected.includes(name))));
  const next = new URL(url);
  next.searchParams.set("$skiptoken", String(from + size));
  const isLast = from + size >= tenant.users.length;
  json(response, 200, { value, ...(isLast ? {} : { "@odata.nextLink": next.href }) });
  state.onPage();
}

const skuOf = (tenant: EmulatedTenant, sku: EmulatedSku): object => ({
  id: `${tenant.id}_${sku.skuId}`,
  accountId: tenant.id,
  appliesTo: "User",
  capabilityStatus: "Enabled",
  subscriptionIds: [],
  servicePlans: [],
  ...sku,
});

async function token(
  state: State,
  tenantId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  await new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", resolve);
  });
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  if (form.get("client_secret") !== state.secret)
    return tokenError(response, 401, "invalid_client", 7000215, "Invalid client secret provided.");
  if (!state.tenants.get(tenantId)?.consented)
    return tokenError(
      response,
      400,
      "unauthorized_client",
      700016,
      "Application was not found in the directory.",
    );
  const value = `token-${String(++state.given)}`;
  state.tokens.set(`Bearer ${value}`, tenantId);
  json(response, 200, { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: value });
}

function consent(state: State, tenantId: string, url: URL, response: ServerResponse): void {
  const tenant = state.tenants.get(tenantId);
  const back = new URL(url.searchParams.get("redirect_uri") ?? "about:blank");
  if (tenant) tenant.consented = true;
  back.searchParams.set("state", url.searchParams.get("state") ?? "");
  if (tenant) back.searchParams.set("admin_consent", "True");
  else back.searchParams.set("error", "access_denied");
  back.searchParams.set("tenant", tenantId);
  response.writeHead(302, { location: back.href }).end();
}

function tokenError(
  response: ServerResponse,
  status: number,
  error: string,
  code: number,
  description: string,
): void {
  json(response, status, {
    error,
    error_description: `AADSTS${String(code)}: ${description}`,
    error_codes: [code],
    trace_id: "00000000-0000-4000-8000-000000000001",
    correlation_id: "00000000-0000-4000-8000-000000000002",
  });
}

function graphError(response: ServerResponse, status: number, code: string, message: string): void {
  json(response, status, {
    error: { code, message, innerError: { "request-id": "00000000-0000-4000-8000-000000000003" } },
  });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
