import { useEffect } from "react";

import { textAreaOf } from "#app/desk/components/use-draft.ts";
import { isTyping } from "#app/desk/components/use-queue-keys.ts";

const fields: Record<string, string> = { r: "reply", n: "note" };

/** The keys of a request's page: r to the message to the client, n to the internal note. As a second key (g r) they are another page's. */
export function useRequestKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    let goneAt = -Infinity;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      if (event.key === "g") goneAt = event.timeStamp;
      const field =
        event.timeStamp - goneAt < 1500 && event.key !== "g" ? null : textAreaOf(fields[event.key] ?? "");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on]);
}
