import { isRouteErrorResponse, useRouteError, useRouteLoaderData, type MetaFunction } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";

/** For a route with an `ErrorBoundary`: the title of a page that is not there or failed, else the product's name. */
export const errorMeta: MetaFunction = ({ error }) => {
  if (error === undefined) return [{ title: m.app_name() }];
  const isAnswer = isRouteErrorResponse(error);
  const { title } = (isAnswer ? ownWords(error.data) : null) ?? wordsOf(isAnswer ? error.status : 500);
  return [{ title: m.identity_page_title({ page: title }) }];
};

/** What stands in place of a page that is not there or failed: what happened, and the way on. */
export function ErrorText() {
  const error = useRouteError();
  const root = useRouteLoaderData<{ requestId: string }>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const words = isRouteErrorResponse(error) ? ownWords(error.data) : null;
  return <StatusText status={status} requestId={root?.requestId ?? null} words={words} />;
}

/** The words that whoever refused the request gave along; null for none. */
function ownWords(given: unknown): Words | null {
  const words: unknown = typeof given === "object" && given !== null ? Reflect.get(given, "words") : null;
  if (typeof words !== "object" || words === null) return null;
  return { title: String(Reflect.get(words, "title")), text: String(Reflect.get(words, "text")) };
}

/** In place of a page that is not there. */
export function NotFoundText() {
  return <StatusText status={404} requestId={null} />;
}

type Words = { title: string; text: string };
type Shown = { status: number; requestId: string | null; words?: Words | null };

function StatusText({ status, requestId, words }: Shown) {
  const { title, text } = words ?? wordsOf(status);
  return (
    <>
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="mt-2">{text}</p>
      {status >= 500 && !words && requestId !== null ? (
        <p className="mt-2 text-sm text-muted">{m.error_reference({ id: requestId })}</p>
      ) : null}
      <p className="mt-6">
        <LinkButton to="/" reloadDocument>
          {m.error_home()}
        </LinkButton>
      </p>
    </>
  );
}

function wordsOf(status: number): Words {
  if (status === 404) return { title: m.error_not_found_title(), text: m.error_not_found_text() };
  if (status === 413) return { title: m.error_too_large_title(), text: m.error_too_large_text() };
  if (status === 429) return { title: m.error_too_many_title(), text: m.error_too_many_text() };
  if (status === 400) return { title: m.error_bad_request_title(), text: m.error_bad_request() };
  return { title: m.error_title(), text: m.error_text() };
}
