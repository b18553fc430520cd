import { useState } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";

import { buttonClass } from "./button.tsx";
import { useHydrated } from "./hydrated.ts";

/** Copies a text; not there without scripts, where the text is marked by hand. Says aloud that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  if (!hydrated) return null;
  return (
    <button
      type="button"
      className={buttonClass({ tone: "quiet", size: "small" })}
      aria-label={label}
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? m.ui_copied() : m.ui_copy()}</span>
    </button>
  );
}
