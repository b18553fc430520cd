import { clsx } from "clsx";

import { firstNameOf } from "#app/platform/first-name.ts";

/** A person's initials in a round; the name stands beside it or in the link around it. */
export function Avatar({
  initials,
  size = "normal",
}: {
  initials: string;
  size?: "normal" | "large" | undefined;
}) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-grid flex-none place-items-center rounded-full bg-tint font-bold text-primary",
        size === "large" ? "size-14 text-lg" : "size-9 text-xs",
      )}
    >
      {initials}
    </span>
  );
}

/** The first letters of the first name and the last word of a name, in capitals: Petra Jansen becomes PJ. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = firstNameOf(name);
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return [first, last]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
