import { Form } from "@remix-run/react";

import type { PlaceRow } from "#app/identity/session-store.server.ts";
import { roleWord } from "#app/identity/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icons.tsx";

/** The clients that a person may go on at, each a button. */
export function PlaceList({ places }: { places: PlaceRow[] }) {
  return (
    <Form method="post" reloadDocument>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {places.map((place) => (
          <li key={place.membershipId}>
            <button
              type="submit"
              name="membershipId"
              value={place.membershipId}
              aria-current={place.current || undefined}
              className="flex min-h-14 w-full items-center gap-3.5 px-4 py-2 text-left text-ink -outline-offset-3 hover:bg-sunk"
            >
              <span className="min-w-0 flex-1 wrap-anywhere">
                <span className="block font-medium">{place.name}</span>
                <span className="block text-sm text-muted first-letter:uppercase">
                  {roleWord(place.role)}
                </span>
              </span>
              {place.current && <Badge size="small">{m.identity_place_current()}</Badge>}
              <Icon name="forward" size={18} className="flex-none text-muted" />
            </button>
          </li>
        ))}
      </ul>
    </Form>
  );
}
