import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";

type ContractNoticeProps = {
  frame: Pick<ClientFrameData, "contractOnly" | "mspName"> | undefined;
  buying?: boolean;
};

/** Above a page about prepaid hours, for a client with a contract alone: what it is there for; null for all others. */
export function ContractNotice({ frame, buying = false }: ContractNoticeProps) {
  if (!frame?.contractOnly) return null;
  return (
    <div className="mb-6">
      <Notice
        quiet
        title={m.hours_contract_only_title()}
        action={<TextLink to="/contract">{m.hours_contract_only_link()}</TextLink>}
      >
        {buying ? m.hours_contract_only_buy({ msp: frame.mspName }) : m.hours_contract_only_text()}
      </Notice>
    </div>
  );
}
