import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Logo, ProductMark } from "#app/ui/logo.tsx";
import { SkipLink } from "#app/ui/shell/skip-link.tsx";

interface PublicShellProps {
  banner?: ReactNode;
  /** Under the sheet: languages, a link elsewhere. */
  footer?: ReactNode;
  /** "wide" is for forms of several columns. */
  width?: "narrow" | "wide" | undefined;
  children: ReactNode;
}

/** The frame of pages before signing in: the name, one sheet, nothing else. */
export function PublicShell({ banner, footer, width = "narrow", children }: PublicShellProps) {
  const most = width === "narrow" ? "max-w-md" : "max-w-3xl";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header>
        {banner}
        <div className={clsx("mx-auto px-5 pt-8 pb-6", most, width === "narrow" && "wide:pt-16")}>
          <Logo />
        </div>
      </header>
      <div className={clsx("mx-auto flex w-full flex-1 flex-col gap-6 px-4 pb-8", most)}>
        <main id="main" tabIndex={-1} className="card rounded-xl border border-line bg-card p-5 roomy:p-7">
          {children}
        </main>
        <footer className="grid gap-2 px-1 text-sm text-muted">
          {footer}
          <ProductMark />
        </footer>
      </div>
    </div>
  );
}
