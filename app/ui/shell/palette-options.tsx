import { clsx } from "clsx";
import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Kbd } from "#app/ui/wayfinding.tsx";

export type Option = {
  title: string;
  detail?: string | null;
  /** The key that does the same without the palette. */
  keys?: string | undefined;
  choose: () => void;
};
export type OptionGroup = { title: string; options: Option[] };

interface OptionsProps {
  id: string;
  groups: OptionGroup[];
  /** The number of the option that Enter chooses, over all groups. */
  at: number;
}

/** What the palette offers, a heading for each kind. */
export function PaletteOptions({ id, groups, at }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, groups]);
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, group) => sum + group.options.length, 0),
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
          {group.options.map((option, place) => {
            const number = (starts[index] ?? 0) + place;
            return (
              <div
                key={`${option.title} ${place}`}
                id={`${id}-${number}`}
                role="option"
                aria-selected={number === at}
                tabIndex={-1}
                onClick={option.choose}
                onKeyDown={(event) => {
                  if (event.key === "Enter") option.choose();
                }}
                className={clsx(
                  "flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 rounded-md px-2.5 py-2 hover:bg-sunk pointer-coarse:min-h-11",
                  number === at && "bg-tint",
                )}
              >
                <span className="min-w-0 font-medium wrap-anywhere">{option.title}</span>
                {option.detail && (
                  <span className="min-w-0 text-sm wrap-anywhere text-muted">{option.detail}</span>
                )}
                {option.keys && (
                  <span aria-hidden="true" className="ml-auto pointer-coarse:hidden">
                    <Kbd>{option.keys}</Kbd>
                  </span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
