import { useFetcher, useNavigate } from "@remix-run/react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

import type { FoundGroup } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Icon } from "#app/ui/icons.tsx";
import { findActs, type PageAct } from "#app/ui/shell/page-acts.ts";
import { PaletteOptions, type OptionGroup } from "#app/ui/shell/palette-options.tsx";
import type { Offered } from "#app/ui/shell/search-opener.tsx";

/** How long the search waits after a letter for the next, in milliseconds. */
const pause = 150;

interface PaletteProps {
  /** The page that searches; without scripts one goes there instead. */
  searchAt: string;
  offered: Offered;
  open: boolean;
  onClose: () => void;
}

/** The search that opens over any page (Ctrl+K): a field, what the page can do, and what is found by kind. The focus goes back to where it was on closing and on acting, and to the page's content after choosing another page. */
export function Palette({ searchAt, offered, open, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
  }, [open]);
  // A press beside the sheet closes it: by pointer what Escape and the button do by keyboard.
  useEffect(() => {
    const box = dialog.current;
    const onPress = (event: MouseEvent): void => {
      if (event.target === box) box?.close();
    };
    box?.addEventListener("click", onPress);
    return () => box?.removeEventListener("click", onPress);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={m.desk_search()}
      onClose={onClose}
      className="mx-auto mt-[8vh] mb-4 max-h-[80dvh] w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-xl border border-edge bg-card p-0 text-ink backdrop:bg-paper/80 open:flex open:flex-col print:hidden"
    >
      {open && <PaletteSearch searchAt={searchAt} offered={offered} close={() => dialog.current?.close()} />}
    </dialog>
  );
}

type PaletteSearchProps = Pick<PaletteProps, "searchAt" | "offered"> & { close: () => void };

function PaletteSearch({ searchAt, offered, close }: PaletteSearchProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [{ acts, isChoice }, setOffered] = useState(offered);
  const fetcher = useFetcher<{ typed: string; groups: FoundGroup[] }>();
  const navigate = useNavigate();
  const id = useId();
  const { load } = fetcher;
  useEffect(() => {
    if (isChoice) return;
    const wait = setTimeout(() => load(`${searchAt}?q=${encodeURIComponent(typed)}`), typed ? pause : 0);
    return () => clearTimeout(wait);
  }, [typed, searchAt, isChoice, load]);

  const type = (text: string): void => {
    setTyped(text);
    setAt(0);
  };
  const go = (to: string): void => {
    close();
    navigate(to);
    document.getElementById("main")?.focus();
  };
  const act = ({ does }: PageAct): void => {
    if (typeof does !== "function") {
      setOffered({ acts: does, isChoice: true });
      return type("");
    }
    close();
    does();
  };
  const settled = isChoice || (fetcher.state === "idle" && fetcher.data?.typed === typed);
  const found = isChoice ? [] : (fetcher.data?.groups ?? []);
  const own = findActs(acts, typed);
  const groups: OptionGroup[] = [
    ...(own.length === 0
      ? []
      : [
          {
            title: isChoice ? m.ui_search_choose() : m.ui_search_acts(),
            options: own.map((one) => ({ title: one.label, keys: one.keys, choose: () => act(one) })),
          },
        ]),
    ...found.map(({ title, items }) => ({
      title,
      options: items.map((item) => ({ ...item, choose: () => go(item.to) })),
    })),
  ];
  const options = groups.flatMap((group) => group.options);
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((now) => Math.max(0, Math.min(options.length - 1, now + step)));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      const chosen = settled || at < own.length ? options[at] : undefined;
      if (chosen) chosen.choose();
      else if (!isChoice) go(`${searchAt}?q=${encodeURIComponent(typed)}`);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3 has-[:focus-visible]:bg-sunk">
        <Icon name="search" size={20} className="flex-none text-muted" />
        <input
          role="combobox"
          aria-label={isChoice ? m.ui_search_choose() : m.ui_search_what()}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={isChoice ? m.ui_search_choose() : m.ui_search_what()}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          className="min-h-13 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-muted"
        />
        <button
          type="button"
          onClick={close}
          className="grid size-11 place-items-center rounded-full text-muted hover:text-primary"
        >
          <Icon name="close" size={20} />
          <span className="sr-only">{m.ui_search_close()}</span>
        </button>
      </div>
      <PaletteOptions id={id} groups={groups} at={at} />
      <p role="status" className="border-t border-line px-4 py-2.5 text-sm text-muted">
        {settled
          ? options.length === 0
            ? m.ui_search_none({ typed })
            : m.ui_search_found({ count: options.length })
          : m.ui_search_busy()}
      </p>
    </>
  );
}
