import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

import { z } from "zod";

import { isSignedBy, signatureOf } from "#app/webhooks/sign.server.ts";

/** What the stand-in does with a call: it answers, answers twice, signs wrongly, says nothing, or is down. */
export type AutomationMode = "done" | "failed" | "twice" | "wrong-signature" | "silent" | "down";

const callSchema = z.object({
  type: z.string(),
  data: z.object({
    callId: z.uuid(),
    callbackUrl: z.url(),
    line: z.object({ text: z.object({ en: z.string() }) }),
    shown: z.array(z.object({ label: z.string(), text: z.string() })),
  }),
});
export type AutomationCall = z.output<typeof callSchema>["data"];

export type Automation = {
  url: string;
  /** The calls that were taken, a repeated one each time. */
  calls: AutomationCall[];
  /** What was answered to each answer. */
  statuses: number[];
  /** The secret that calls and answers are signed by, once it is known. */
  knowSecret: (secret: string) => void;
  answer: (mode: AutomationMode) => void;
  /** Answers a call later, or once more. */
  answerNow: (call: AutomationCall, outcome: "done" | "failed", log?: string) => Promise<number>;
  close: () => Promise<void>;
};

type Options = { port?: number; send?: (request: Request) => Promise<Response>; at?: () => Date };

/** Starts an automation of the MSP's on this computer, as docs/automation.md describes one; `send` carries its answers (fetch), `at` is its clock. */
export async function startAutomation({
  port = 0,
  send = fetch,
  at = () => new Date(),
}: Options = {}): Promise<Automation> {
  const atSeconds = (): number => Math.floor(at().getTime() / 1000);
  let secret = "";
  let mode: AutomationMode = "done";
  const calls: AutomationCall[] = [];
  const statuses: number[] = [];

  const post = async (call: AutomationCall, outcome: string, log: string, by: string): Promise<number> => {
    const body = JSON.stringify({ outcome, log });
    const seconds = atSeconds();
    const headers = {
      "content-type": "application/json",
      "webhook-id": call.callId,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signatureOf({ id: call.callId, seconds, body }, [by]),
    };
    const answered = await send(new Request(call.callbackUrl, { method: "POST", headers, body }));
    statuses.push(answered.status);
    return answered.status;
  };
  const logOf = ({ line, shown }: AutomationCall): string =>
    [line.text.en, ...shown.map(({ label, text }) => `${label}: ${text}`)].join("\n");
  const work = async (call: AutomationCall): Promise<void> => {
    if (mode === "silent" || mode === "down") return;
    const wrong = `whsec_${Buffer.from("another").toString("base64")}`;
    const outcome = mode === "failed" ? "failed" : "done";
    await post(call, outcome, logOf(call), mode === "wrong-signature" ? wrong : secret);
    if (mode === "twice") await post(call, outcome, logOf(call), secret);
  };

  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const header = (name: string): string => String(request.headers[`webhook-${name}`] ?? "");
      const signed = { id: header("id"), seconds: Number(header("timestamp")), body };
      if (!isSignedBy(secret, header("signature"), signed, atSeconds()))
        return void response.writeHead(401).end();
      if (mode === "down") return void response.writeHead(500).end();
      const read = callSchema.safeParse(JSON.parse(body));
      if (!read.success) return void response.writeHead(204).end();
      calls.push(read.data.data);
      void work(read.data.data).finally(() => response.writeHead(202).end());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(address && typeof address === "object" ? address.port : port)}/hook`,
    calls,
    statuses,
    knowSecret: (known) => (secret = known),
    answer: (next) => (mode = next),
    answerNow: (call, outcome, log = "") => post(call, outcome, log, secret),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

// npx tsx test/emulator/automation.ts: AUTOMATION_SECRET, AUTOMATION_PORT and AUTOMATION_MODE say how.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const {
    AUTOMATION_SECRET: secret = "",
    AUTOMATION_PORT: port = "4900",
    AUTOMATION_MODE: mode,
  } = process.env;
  const automation = await startAutomation({ port: Number(port) });
  automation.knowSecret(secret);
  automation.answer(mode === "failed" || mode === "silent" || mode === "down" ? mode : "done");
  process.stdout.write(`automation listens at ${automation.url}\n`);
}
