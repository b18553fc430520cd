import type { ReactNode } from "react";

import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { clientNav } from "#app/portal/menu.ts";
import { useSamePlace } from "#app/portal/components/use-same-place.ts";
import { initialsOf } from "#app/ui/avatar.tsx";
import { ContactLine } from "#app/ui/contact.tsx";
import { FormPlace } from "#app/ui/form.tsx";
import { AppShell } from "#app/ui/shell/app-shell.tsx";

/** The frame around every page of a client's people. */
export function ClientFrame({ frame, children }: { frame: ClientFrameData; children: ReactNode }) {
  useSamePlace(frame.clientId);
  return (
    <FormPlace.Provider value={frame.clientId}>
      <AppShell
        searchAt="/search"
        sideExtra={<ContactLine />}
        person={{
          name: frame.person.name,
          subtitle: frame.clientName,
          initials: initialsOf(frame.person.name),
        }}
        {...clientNav({ role: frame.person.role, has: frame.has, counts: frame.counts })}
      >
        {children}
      </AppShell>
    </FormPlace.Provider>
  );
}
