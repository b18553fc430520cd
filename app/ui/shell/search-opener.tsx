import { useCallback, useEffect, useState, type MouseEvent } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { actsOfPage, onChoices, type PageAct } from "#app/ui/shell/page-acts.ts";
import { Kbd } from "#app/ui/wayfinding.tsx";

/** What the palette offers of the page below it: its acts, or the choices of one of them alone. */
export type Offered = { acts: readonly PageAct[]; isChoice: boolean };

/** Whether the search over the page is open; Ctrl+K (or Command+K) opens it, and so does a click on a link to the search page, or an act with choices. */
export function usePalette(): {
  open: boolean;
  offered: Offered;
  /** It was opened on this page before, so its part of the script is there. */
  wasOpen: boolean;
  onOpen: (event: MouseEvent) => void;
  onClose: () => void;
} {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [offered, setOffered] = useState<Offered>({ acts: [], isChoice: false });
  if (open && !wasOpen) setWasOpen(true);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setOffered({ acts: actsOfPage(), isChoice: false });
      setOpen(true);
    };
    document.addEventListener("keydown", listen);
    const forget = onChoices((acts) => {
      setOffered({ acts, isChoice: true });
      setOpen(true);
    });
    return () => {
      document.removeEventListener("keydown", listen);
      forget();
    };
  }, []);
  const onOpen = useCallback((event: MouseEvent): void => {
    // A new tab or window gets the page of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setOffered({ acts: actsOfPage(), isChoice: false });
    setOpen(true);
  }, []);
  const onClose = useCallback(() => setOpen(false), []);
  return { open, offered, wasOpen, onOpen, onClose };
}

/** The search field of the side column, an icon in a phone's bar: a link to the search page, which opens the search over the page where scripts run. */
export function SearchOpener({ to, onOpen }: { to: string; onOpen: (event: MouseEvent) => void }) {
  const hydrated = useHydrated();
  return (
    <Link
      to={to}
      discover="none"
      onClick={onOpen}
      aria-keyshortcuts={hydrated ? "Control+K Meta+K" : undefined}
      className="shell-search"
    >
      <Icon name="search" size={20} />
      <span className="min-w-0 flex-1 max-wide:sr-only">{m.ui_search_field()}</span>
      {hydrated && (
        <span aria-hidden="true" className="max-wide:hidden pointer-coarse:hidden">
          <Kbd>{m.ui_search_keys()}</Kbd>
        </span>
      )}
    </Link>
  );
}
