import { createServer, type ServerResponse } from "node:http";
import { freshId } from "#test/emulator/ids.ts";

/** How the fake VIES answers about one VAT number. */
type ViesAnswer = "valid" | "invalid" | "unavailable" | "timeout" | "garbage" | "hang";

/** A running fake of the EU's VAT number service. */
export type Vies = {
  url: string;
  port: number;
  setAnswer(country: string, number: string, answer: ViesAnswer): void;
  /** The numbers that were asked for, oldest first, such as "NL123456789B01". */
  asked(): string[];
  close(): Promise<void>;
};

const HOST = "127.0.0.1";
const USER_ERRORS = {
  valid: "VALID",
  invalid: "INVALID",
  unavailable: "MS_UNAVAILABLE",
  timeout: "TIMEOUT",
} as const;

/** Starts a fake of VIES' REST service on this computer; every number is valid unless set otherwise. */
export async function startVies(options: { port?: number } = {}): Promise<Vies> {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("the VIES emulator doesn't run in production");
  const answers = new Map<string, ViesAnswer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = /^\/rest-api\/ms\/([A-Za-z]{2})\/vat\/([^/?]+)/.exec(request.url ?? "");
    const [, country, number] = path ?? [];
    if (!country || !number || request.method !== "GET") {
      response.writeHead(404).end();
      return;
    }
    const key = `${country.toUpperCase()}${decodeURIComponent(number).toUpperCase()}`;
    asked.push(key);
    answer(response, key, answers.get(key) ?? "valid");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `http://${HOST}:${String(port)}`,
    port,
    setAnswer: (country, number, value) => answers.set(`${country}${number}`.toUpperCase(), value),
    asked: () => [...asked],
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function answer(response: ServerResponse, key: string, kind: ViesAnswer): void {
  if (kind === "hang") return;
  if (kind === "garbage") {
    response.writeHead(200, { "content-type": "text/html" }).end("<html><body>maintenance</body></html>");
    return;
  }
  const valid = kind === "valid";
  const body = {
    isValid: valid,
    requestDate: new Date().toISOString(),
    userError: USER_ERRORS[kind],
    name: valid ? "EMULATED COMPANY B.V." : "---",
    address: valid ? "TESTSTRAAT 1\n1012AB AMSTERDAM" : "---",
    requestIdentifier: freshId("WAPI"),
    originalVatNumber: key.slice(2),
    vatNumber: key.slice(2),
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
