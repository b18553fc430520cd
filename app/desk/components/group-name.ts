import { useContext } from "react";

import { groupWords } from "#app/desk/components/change-words.ts";
import type { ApprovingGroup } from "#app/desk/rules/definition.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { BrandContext } from "#app/ui/brand.ts";

/** Names the groups that approve, the MSP by its own name; and how the MSP is called in a sentence. */
export function useGroupNames(): { nameOf: (group: ApprovingGroup) => string; msp: string } {
  const msp = useContext(BrandContext).mspName ?? m.change_group_msp();
  return { nameOf: (group) => (group === "msp" ? msp : groupWords[group]()), msp };
}
