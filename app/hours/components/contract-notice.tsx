import type { ClientFrameData } from "#app/hours/client-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";

const aboutHours = ["/buy", "/buy/ask", "/buy/terms", "/top-up", "/alerts"];

/** Above the pages about prepaid hours, for a client with a contract alone: what they are there for; null anywhere else. */
export function ContractNotice({ frame, path }: { frame: Pick<ClientFrameData, "contractOnly" | "mspName">; path: string }) {
  if (!frame.contractOnly || !aboutHours.includes(path)) return null;
  return (
    <div className="mb-6">
      <Notice quiet title={m.hours_contract_only_title()} action={<TextLink to="/">{m.hours_contract_only_link()}</TextLink>}>
        {path === "/buy" || path.startsWith("/buy/") ? m.hours_contract_only_buy({ msp: frame.mspName }) : m.hours_contract_only_text()}
      </Notice>
    </div>
  );
}
