import { appendAudit } from "#app/identity/audit.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { scanBytes, type ScanVerdict } from "#app/platform/virus-scanner.server.ts";
import { findHeldBytes, keepFinding, type FileState } from "#app/requests/store/file-store.server.ts";

/** Why a file is still held, as `finding` keeps it. */
const unreachable = "unreachable";
const tooLarge = "too-large";

/**
 * Lets the virus scanner look at a file that is held, and keeps what it says. Where it can't be asked, or takes no file of this size, the file
 * stays held, its page says so, and the job fails, so that it is tried again.
 */
export async function scanFile({ clientId, fileId }: { clientId: string; fileId: string }): Promise<void> {
  const key = { clientId, id: fileId };
  const bytes = await asSystem((tx) => findHeldBytes(tx, key));
  if (!bytes) return;
  const address = env().clamdUrl;
  const verdict = address
    ? await scanBytes(address, bytes).catch((error: unknown) => ({ kind: "failed" as const, error }))
    : {
        kind: "failed" as const,
        error: new Error("CLAMD_URL is not set any more, and files wait for a scan"),
      };
  await keepVerdict(key, outcomeOf(verdict));
  if (verdict.kind === "failed") throw verdict.error;
  if (verdict.kind === "too-large")
    throw new Error("the virus scanner takes no file of this size: StreamMaxLength");
}

type Outcome = { state: FileState; finding: string | null };

function outcomeOf(verdict: ScanVerdict | { kind: "failed" }): Outcome {
  switch (verdict.kind) {
    case "clean":
      return { state: "ready", finding: null };
    case "found":
      return { state: "refused", finding: verdict.name };
    case "too-large":
      return { state: "held", finding: tooLarge };
    case "failed":
      return { state: "held", finding: unreachable };
  }
}

function keepVerdict(key: { clientId: string; id: string }, outcome: Outcome): Promise<void> {
  return asSystem(async (tx) => {
    const file = await keepFinding(tx, key, outcome);
    if (file === null || outcome.state !== "refused") return;
    await appendAudit(tx, "system", {
      action: "request.file-refused",
      target: `request:${file.number}`,
      clientId: file.ofNote ? null : file.clientId,
      detail: { name: file.name, reason: outcome.finding },
    });
  });
}
