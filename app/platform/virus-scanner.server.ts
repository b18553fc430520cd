import { connect, type Socket } from "node:net";

/** What a scanner says of a file: nothing found, a name of what was found, or more bytes than it takes. */
export type ScanVerdict = { kind: "clean" } | { kind: "found"; name: string } | { kind: "too-large" };

/** What a connection to the scanner may do without a sign of life, and the most that it answers. */
const patienceMs = 30_000;
const longestAnswer = 1000;
const pieceBytes = 65_536;

/**
 * Asks a ClamAV daemon about a file (its command INSTREAM) at `tcp://host:port` or `unix:/path`. Throws where it can't be reached,
 * does not answer in time, or answers anything but a verdict: such a file was not scanned.
 */
export async function scanBytes(address: string, bytes: Uint8Array): Promise<ScanVerdict> {
  return verdictIn(await askScanner(openScanner(address), bytes));
}

function openScanner(address: string): Socket {
  if (address.startsWith("unix:")) return connect({ path: address.slice("unix:".length) });
  const { hostname, port } = new URL(address);
  return connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 3310) });
}

function askScanner(socket: Socket, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    let answer = "";
    socket.setTimeout(patienceMs, () => end(new Error("the virus scanner does not answer")));
    // One that has had enough answers and hangs up while bytes are on their way.
    socket.on("error", (error) => (answer === "" ? end(error) : resolve(answer)));
    socket.on("data", (piece) => {
      answer += piece.toString("utf8");
      if (answer.length > longestAnswer) end(new Error("the virus scanner answers too much"));
    });
    socket.on("close", () => resolve(answer));
    socket.on("connect", () => {
      socket.write("zINSTREAM\0");
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        socket.write(sizeOf(piece.length));
        socket.write(piece);
      }
      socket.write(sizeOf(0));
    });
  });
}

function sizeOf(length: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return size;
}

function verdictIn(answer: string): ScanVerdict {
  const words = answer.replaceAll("\0", "").trim();
  const found = /^stream: (.+) FOUND$/.exec(words)?.[1];
  if (found !== undefined) return { kind: "found", name: found.slice(0, 200) };
  if (words === "stream: OK") return { kind: "clean" };
  if (/size limit exceeded/i.test(words)) return { kind: "too-large" };
  throw new Error(`the virus scanner gave no verdict: ${words.slice(0, 200)}`);
}
