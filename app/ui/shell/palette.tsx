import { useFetcher, useNavigate } from "@remix-run/react";
import { clsx } from "clsx";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

import type { FoundGroup } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Icon } from "#app/ui/icons.tsx";

/** How long the search waits after a letter for the next, in milliseconds. */
const pause = 150;

interface PaletteProps {
  /** The page that searches; without scripts one goes there instead. */
  searchAt: string;
  open: boolean;
  onClose: () => void;
}

/** The search that opens over any page (Ctrl+K): a field, and what it finds by kind. The focus goes back to where it was on closing, and to the page's content after choosing. */
export function Palette({ searchAt, open, onClose }: PaletteProps) {
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
      {open && <PaletteSearch searchAt={searchAt} close={() => dialog.current?.close()} />}
    </dialog>
  );
}

function PaletteSearch({ searchAt, close }: { searchAt: string; close: () => void }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const fetcher = useFetcher<{ typed: string; groups: FoundGroup[] }>();
  const navigate = useNavigate();
  const id = useId();
  const { load } = fetcher;
  useEffect(() => {
    const wait = setTimeout(() => load(`${searchAt}?q=${encodeURIComponent(typed)}`), typed ? pause : 0);
    return () => clearTimeout(wait);
  }, [typed, searchAt, load]);

  const groups = fetcher.data?.groups ?? [];
  const places = groups.flatMap((group) => group.items.map((item) => item.to));
  const settled = fetcher.state === "idle" && fetcher.data?.typed === typed;
  const go = (to: string): void => {
    close();
    navigate(to);
    document.getElementById("main")?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((now) => Math.max(0, Math.min(places.length - 1, now + step)));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing)
      go((settled && places[at]) || `${searchAt}?q=${encodeURIComponent(typed)}`);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3 has-[:focus-visible]:bg-sunk">
        <Icon name="search" size={20} className="flex-none text-muted" />
        <input
          role="combobox"
          aria-label={m.ui_search_what()}
          aria-expanded={places.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={places.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={m.ui_search_what()}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
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
      <Options id={id} groups={groups} at={at} go={go} />
      <p role="status" className="border-t border-line px-4 py-2.5 text-sm text-muted">
        {settled
          ? places.length === 0
            ? m.ui_search_none({ typed })
            : m.ui_search_found({ count: places.length })
          : m.ui_search_busy()}
      </p>
    </>
  );
}

interface OptionsProps {
  id: string;
  groups: FoundGroup[];
  at: number;
  go: (to: string) => void;
}

function Options({ id, groups, at, go }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, groups]);
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, group) => sum + group.items.length, 0),
  );
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={m.ui_search_results()}
      className="min-h-0 overflow-y-auto p-2 empty:p-0"
    >
      {groups.map((group, index) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
            {group.title}
          </p>
          {group.items.map((item, place) => {
            const number = (starts[index] ?? 0) + place;
            return (
              <div
                key={`${item.to} ${place}`}
                id={`${id}-${number}`}
                role="option"
                aria-selected={number === at}
                tabIndex={-1}
                onClick={() => go(item.to)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") go(item.to);
                }}
                className={clsx(
                  "flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 rounded-md px-2.5 py-2 hover:bg-sunk pointer-coarse:min-h-11",
                  number === at && "bg-tint",
                )}
              >
                <span className="min-w-0 font-medium wrap-anywhere">{item.title}</span>
                {item.detail && (
                  <span className="min-w-0 text-sm wrap-anywhere text-muted">{item.detail}</span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
