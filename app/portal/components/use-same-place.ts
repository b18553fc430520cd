import { useEffect } from "react";

const key = "place";

/** Reloads this tab once another tab of the browser goes on at another client: what is done next is then done for the client that the page names. */
export function useSamePlace(clientId: string): void {
  useEffect(() => {
    const onChange = (event: StorageEvent): void => {
      if (event.key === key && event.newValue !== null && event.newValue !== clientId) location.assign("/");
    };
    addEventListener("storage", onChange);
    localStorage.setItem(key, clientId);
    return () => removeEventListener("storage", onChange);
  }, [clientId]);
}
