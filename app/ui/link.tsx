import { Link as RoutedLink } from "@remix-run/react";
import type { ComponentPropsWithoutRef } from "react";

type LinkProps = ComponentPropsWithoutRef<typeof RoutedLink>;

const isServer = typeof document === "undefined";

/**
 * A link within the portal. Rendered on the server it is the bare anchor that the router's own becomes: that one works out anew for each link of a
 * page what an address from the root already says, and how a click on it is handled.
 */
export function Link(link: LinkProps) {
  const { to } = link;
  return isServer && typeof to === "string" && /^\/(?!\/)/.test(to) ? (
    <Anchor {...link} to={to} />
  ) : (
    <RoutedLink discover="none" {...link} />
  );
}

/** What only the router reads stays out of the page. */
function Anchor({
  to,
  discover: _discover,
  prefetch: _prefetch,
  relative: _relative,
  reloadDocument: _reloadDocument,
  replace: _replace,
  state: _state,
  preventScrollReset: _preventScrollReset,
  viewTransition: _viewTransition,
  children,
  ...rest
}: LinkProps & { to: string }) {
  return (
    <a {...rest} href={to}>
      {children}
    </a>
  );
}
