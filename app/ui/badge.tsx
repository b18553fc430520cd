import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "good" | "low" | "negative" | "info";

const tones: Record<Tone, string> = {
  neutral: "",
  good: "bg-tint",
  low: "bg-low-tint text-low",
  negative: "bg-negative-tint text-negative",
  info: "bg-info-tint text-info",
};

/** A short word with a colour; the word alone must be enough. */
export function Badge({
  tone = "neutral",
  size = "normal",
  children,
}: {
  tone?: Tone | undefined;
  size?: "normal" | "small" | undefined;
  children: ReactNode;
}) {
  return <span className={clsx("badge", size === "small" && "badge-small", tones[tone])}>{children}</span>;
}

/** Badges side by side. */
export function BadgeRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}

/** An outlined word: a way to pay, a kind of file. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-md border border-line bg-card px-2.5 py-1 text-xs font-semibold">
      {children}
    </span>
  );
}
