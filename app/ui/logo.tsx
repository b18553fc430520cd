import { clsx } from "clsx";

import { m } from "#app/platform/generated/i18n/messages.js";

/** The mark: a small strip card of which the last strip is all but torn off. */
export function Mark({
  size = 22,
  className,
}: {
  size?: number | undefined;
  className?: string | undefined;
}) {
  return (
    <svg
      width={size}
      height={(size * 16) / 22}
      viewBox="0 0 22 16"
      aria-hidden="true"
      focusable="false"
      className={clsx("flex-none fill-primary", className)}
    >
      <path d="M2.5 0H5.75V16H2.5A2.5 2.5 0 0 1 0 13.5V2.5A2.5 2.5 0 0 1 2.5 0Z" />
      <rect x="7.25" width="5" height="16" />
      <rect x="13.75" width="5" height="16" />
      <path d="M20.25 0A1.75 2.5 0 0 1 22 2.5V13.5A1.75 2.5 0 0 1 20.25 16Z" />
    </svg>
  );
}

interface LogoProps {
  /** The MSP's name, shown under ours. */
  mspName?: string | undefined;
  mspLogoUrl?: string | undefined;
  /** Says "from Helder IT" to clients; staff read the bare name. */
  from?: boolean | undefined;
}

/** Our mark and name, with the MSP's beside it. */
export function Logo({ mspName, mspLogoUrl, from = true }: LogoProps) {
  return (
    <span className="inline-grid grid-cols-[auto_1fr] items-center gap-x-2.5 text-ink">
      <Mark />
      <span className="font-display text-[1.375rem] leading-tight font-bold tracking-[-0.02em]">
        {m.app_name().toLowerCase()}
      </span>
      {mspName && (
        <span className="col-start-2 flex items-center gap-1.5 text-xs leading-snug text-muted">
          {mspLogoUrl && <img src={mspLogoUrl} alt="" height={16} className="h-4 w-auto" />}
          {from ? m.ui_from_msp({ msp: mspName }) : mspName}
        </span>
      )}
    </span>
  );
}
