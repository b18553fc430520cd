import { inLanguage } from "#app/desk/words.ts";
import type { PreviewLine } from "#app/desk/effects/preview-effect.server.ts";
import type { ShownAnswer } from "#app/desk/rules/answers.ts";
import type { ApprovingGroup } from "#app/desk/rules/definition.ts";
import type { Quote } from "#app/desk/rules/quote.ts";
import type { Proof } from "#app/desk/store/change-store.server.ts";

import type { Prepared } from "./prepare-change.server.ts";

/** What a page shows of a request that is not sent yet. */
export type PreviewPart = {
  seen: string;
  shown: ShownAnswer[];
  /** What a file still answers. */
  files: { key: string; label: string; help: string; required: boolean }[];
  /** The same, asked before and still open. */
  twin: Prepared["twin"];
  quote: Quote;
  changes: PreviewLine[];
  steps: { group: ApprovingGroup; needed: number; names: string[] }[];
  /** How it is made sure who asks: by a code, by a colleague's approval, or by staff who were asked by phone. */
  proof: Proof | null;
};

/** The part of a prepared request that its requester reads; `checked` as staff typed it who ask for somebody else. */
export function previewPart(prepared: Prepared, canProve: boolean, checked = ""): PreviewPart {
  const nameOf = (id: string): string => prepared.colleagues.find(({ userId }) => userId === id)?.name ?? "";
  return {
    seen: prepared.seen,
    shown: prepared.read.shown,
    files: prepared.files.map(({ key, label, help, required }) => ({
      ...{ key, required, label: inLanguage(label) },
      help: help ? inLanguage(help) : "",
    })),
    twin: prepared.twin,
    quote: prepared.quote,
    changes: prepared.changes,
    steps: prepared.steps.map(({ group, needed, userIds }) => ({
      group,
      needed,
      names: userIds.map(nameOf),
    })),
    proof: prepared.needsProof ? proofBy(canProve, checked) : null,
  };
}

function proofBy(canProve: boolean, checked: string): Proof {
  return !canProve ? "second-person" : checked === "" ? "code" : "msp";
}
