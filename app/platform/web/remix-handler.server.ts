import {
  createReadableStreamFromReadable,
  createRequestHandler,
  writeReadableStreamToWritable,
  type ServerBuild,
} from "@remix-run/node";
import type { Request as Asked, RequestHandler, Response as Answer } from "express";

type Build = ServerBuild | (() => Promise<ServerBuild>);

const whole = new WeakMap<Response, Buffer>();

/** An answer whose text is all there: it leaves in one write, not by way of a stream. */
export function wholeAnswer(text: string, init: ResponseInit): Response {
  const body = Buffer.from(text);
  const answer = new Response(body, init);
  whole.set(answer, body);
  return answer;
}

/** Answers by Remix. The address that it sees is made of `host` and protocol as `ownHost` judged them. */
export function remixHandler(build: Build, mode: string): RequestHandler {
  const handle = createRequestHandler(build, mode);
  return (req, res, next) => {
    handle(toRequest(req, res))
      .then((answer) => send(res, answer))
      .catch(next);
  };
}

function toRequest(req: Asked, res: Answer): Request {
  const ended = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) ended.abort();
  });
  const headers = Object.entries(req.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(`${req.protocol}://${req.get("host")}${req.originalUrl}`, {
    method: req.method,
    headers,
    signal: ended.signal,
    ...(req.method !== "GET" &&
      req.method !== "HEAD" && { body: createReadableStreamFromReadable(req), duplex: "half" }),
  });
}

async function send(res: Answer, answer: Response): Promise<void> {
  res.statusMessage = answer.statusText;
  res.status(answer.status);
  for (const [name, value] of answer.headers) res.append(name, value);
  const body = whole.get(answer);
  if (body) res.end(body);
  else if (answer.body) await writeReadableStreamToWritable(answer.body, res);
  else res.end();
}
