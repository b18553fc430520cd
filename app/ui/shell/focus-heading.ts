import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Moves the focus to the heading once another page has come: a screen reader says where one is, and Tab goes on
 * from there. A field that took the focus by itself keeps it; a filter or a form on the same page moves nothing.
 * Called once, in the root.
 */
export function useHeadingFocus(): void {
  const { pathname } = useLocation();
  const { state } = useNavigation();
  const last = useRef(pathname);
  useEffect(() => {
    if (state !== "idle" || last.current === pathname) return;
    last.current = pathname;
    if (document.activeElement?.matches("main input, main select, main textarea")) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname, state]);
}
