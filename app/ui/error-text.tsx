import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";

/** What stands in place of a page that is not there or failed: what happened, and the way on. */
export function ErrorText() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 404 ? <NotFoundText /> : <FailedText />;
}

/** In place of a page that is not there. */
export function NotFoundText() {
  return (
    <>
      <h1 className="text-2xl font-semibold">{m.error_not_found_title()}</h1>
      <p className="mt-2">{m.error_not_found_text()}</p>
      <WayOn />
    </>
  );
}

function FailedText() {
  const root = useRouteLoaderData<{ requestId: string }>("root");
  return (
    <>
      <h1 className="text-2xl font-semibold">{m.error_title()}</h1>
      <p className="mt-2">{m.error_text()}</p>
      {root && <p className="mt-2 text-sm text-muted">{m.error_reference({ id: root.requestId })}</p>}
      <WayOn />
    </>
  );
}

function WayOn() {
  return (
    <p className="mt-6">
      <LinkButton to="/" reloadDocument>
        {m.error_home()}
      </LinkButton>
    </p>
  );
}
