import { clsx } from "clsx";
import { useContext } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { BrandContext } from "#app/ui/brand.ts";

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
      className={clsx("flex-none fill-primary", className)}
    >
      <path d="M2.5 0H5.75V16H2.5A2.5 2.5 0 0 1 0 13.5V2.5A2.5 2.5 0 0 1 2.5 0Z" />
      <rect x="7.25" width="5" height="16" />
      <rect x="13.75" width="5" height="16" />
      <path d="M20.25 0A1.75 2.5 0 0 1 22 2.5V13.5A1.75 2.5 0 0 1 20.25 16Z" />
    </svg>
  );
}

/** The head of every page: the MSP's logo and name; the product's own where there is no MSP yet. */
export function Logo() {
  const { mspName, logoUrl, logoDarkUrl } = useContext(BrandContext);
  if (mspName === null)
    return (
      <span className="logo">
        <Mark />
        <b>{m.app_name()}</b>
      </span>
    );
  return (
    <span className="logo">
      {logoUrl && <LogoImage url={logoUrl} className={clsx(logoDarkUrl && "in-light")} />}
      {logoDarkUrl && <LogoImage url={logoDarkUrl} className={clsx(logoUrl && "in-dark")} />}
      <b>{mspName}</b>
    </span>
  );
}

function LogoImage({ url, className }: { url: string; className: string }) {
  return <img src={url} alt="" className={clsx("h-9 w-auto max-w-44 object-contain", className)} />;
}

/** The product's name, small and last on a page. */
export function ProductMark() {
  const { mspName } = useContext(BrandContext);
  if (mspName === null) return null;
  return (
    <span className="product-mark">
      <Mark size={14} />
      {m.app_name()}
    </span>
  );
}
