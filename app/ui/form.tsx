import { Form as PlainForm, useFormAction } from "@remix-run/react";
import { createContext, useContext, type ComponentProps } from "react";

import { placeParam } from "#app/platform/place-param.ts";
import { useHydrated } from "#app/ui/hydrated.ts";

/** The client that a page's forms are for; null where they belong to none. */
export const FormPlace = createContext<string | null>(null);

/**
 * A form that without scripts names the client that its page was made for, in its address: what it sends is refused once its person has
 * gone on at another client. With scripts the page itself leads on then. Pages of a client's people use this one for all their forms.
 */
export function Form({ action, ...form }: ComponentProps<typeof PlainForm>) {
  const place = useContext(FormPlace);
  const own = useFormAction(action);
  const hydrated = useHydrated();
  if (place === null || hydrated || form.method?.toLowerCase() !== "post")
    return <PlainForm {...form} {...(action !== undefined && { action })} />;
  return <PlainForm {...form} action={withPlace(own, place)} />;
}

function withPlace(action: string, place: string): string {
  const [path = "", search = ""] = action.split("?");
  const query = new URLSearchParams(search);
  query.set(placeParam, place);
  return `${path}?${query}`;
}
