import {
  createReadableStreamFromReadable,
  createRequestHandler,
  writeReadableStreamToWritable,
  type ServerBuild,
} from "@remix-run/node";
import type { Request as Asked, RequestHandler, Response as Answer } from "express";

type Build = ServerBuild | (() => Promise<ServerBuild>);

const whole = new WeakMap<Response, string>();

/** An answer whose text is all there: it leaves in one write, not by way of a stream. */
export function wholeAnswer(text: string, init: ResponseInit): Response {
  const answer = new Response(text, init);
  whole.set(answer, text);
  return answer;
}

/** Answers by Remix. The address and the headers that it sees are those that `ownHost` judged. */
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
  const headers = Object.entries(req.headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
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
  const text = whole.get(answer);
  if (text !== undefined) res.setHeader("content-length", Buffer.byteLength(text)).end(text);
  else if (answer.body) await writeReadableStreamToWritable(answer.body, res);
  else res.end();
}
