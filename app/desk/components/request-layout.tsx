import type { ReactNode } from "react";

/** What was asked, how it stands, what was done: in that order on a phone, the standing beside the rest on a desk. */
export function RequestLayout({ asked, standing, work }: Record<"asked" | "standing" | "work", ReactNode>) {
  return (
    <div className="grid grid-cols-1 gap-3.5 wide:gap-4.5 desk:grid-cols-[5fr_4fr] desk:grid-rows-[auto_1fr]">
      <div className="min-w-0">{asked}</div>
      <div className="min-w-0 desk:row-span-2">{standing}</div>
      <div className="min-w-0">{work}</div>
    </div>
  );
}
