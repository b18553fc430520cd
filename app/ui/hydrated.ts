import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Tells whether scripts run: false on the server and while hydrating, true after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
