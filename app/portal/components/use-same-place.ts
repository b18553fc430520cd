import { useEffect } from "react";

const key = "place";

/**
 * Leads this tab home once another tab of the browser goes on at another client: what is done next is then done for the client that the page
 * names. A tab that hears of it late, since the browser had laid it aside, looks when it is shown again.
 */
export function useSamePlace(clientId: string): void {
  useEffect(() => {
    const onChange = (event: StorageEvent): void => {
      if (event.key === key && event.newValue !== null && event.newValue !== clientId) location.assign("/");
    };
    const onReturn = (): void => {
      if (![null, clientId].includes(localStorage.getItem(key))) location.assign("/");
    };
    localStorage.setItem(key, clientId);
    addEventListener("storage", onChange);
    addEventListener("pageshow", onReturn);
    addEventListener("focus", onReturn);
    return () => {
      removeEventListener("storage", onChange);
      removeEventListener("pageshow", onReturn);
      removeEventListener("focus", onReturn);
    };
  }, [clientId]);
}
