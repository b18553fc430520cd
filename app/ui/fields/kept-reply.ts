import { useLocation } from "@remix-run/react";
import { useState } from "react";

/**
 * The answer to the page's last form for as long as it is of use: reading the page's data anew drops what `useActionData` has; this keeps it
 * until it is dismissed, another answer comes, or the page is another one.
 */
export function useKeptReply<Reply>(reply: Reply | undefined): [Reply | undefined, dismiss: () => void] {
  const { key } = useLocation();
  const [kept, setKept] = useState<{ reply: Reply; key: string; isDismissed: boolean } | null>(null);
  // The answer is there before the address that it belongs to is: while the page still has it, it is of this page.
  if (reply !== undefined && (kept?.reply !== reply || kept.key !== key))
    setKept({ reply, key, isDismissed: kept?.reply === reply && kept.isDismissed });
  const isShown = kept !== null && kept.key === key && !kept.isDismissed;
  const dismiss = (): void => setKept(kept && { ...kept, isDismissed: true });
  return [isShown ? kept.reply : kept?.reply === reply ? undefined : reply, dismiss];
}
