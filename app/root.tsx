import { data, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useLocation,
  useRouteLoaderData,
} from "@remix-run/react";
import { Fragment, lazy, useContext, type ReactNode } from "react";

import { getKeptFields } from "#app/identity/kept-fields.server.ts";
import { getPageBrand } from "#app/platform/brand/page-brand.server.ts";
import { takeNotice } from "#app/platform/flash.server.ts";
import { getLocale, showLocale } from "#app/platform/i18n/locale.ts";
import { requestContext } from "#app/platform/request-context.server.ts";
import { NonceContext } from "#app/platform/web/nonce.ts";
import { retryHeaders } from "#app/platform/web/retry-after.ts";
import { BrandContext } from "#app/ui/brand.ts";
import { ErrorText, errorMeta } from "#app/ui/error-text.tsx";
import { useFreshForms } from "#app/ui/fields/fresh-form.ts";
import { useHeadingFocus } from "#app/ui/shell/focus-heading.ts";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";
import { Toaster } from "#app/ui/toaster.tsx";
import stylesheet from "#app/ui/styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

// Hardly ever there, so no page waits for it.
const KeptForm = lazy(() =>
  import("#app/ui/fields/kept-form.tsx").then((part) => ({ default: part.KeptForm })),
);

export const meta = errorMeta;

export const headers = retryHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const { notice, headers } = await takeNotice(request);
  const kept = await getKeptFields(request, headers);
  const theme = /(?:^|;\s*)theme=(light|dark)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? null;
  return data(
    {
      locale: getLocale(),
      theme,
      notice,
      kept,
      brand: await getPageBrand(),
      requestId: requestContext()?.requestId ?? "",
    },
    { headers },
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const page = useRouteLoaderData<typeof loader>("root");
  const locale = page?.locale ?? getLocale();
  // Signing in and saving a profile may bring another language: all that is rendered below is in it at once.
  showLocale(locale);
  return (
    <html lang={locale} data-theme={page?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={page?.theme ?? "light dark"} />
        <Meta />
        <Links />
        {page?.brand.stylesheet && <link rel="stylesheet" href={page.brand.stylesheet} />}
      </head>
      <body>
        <Fragment key={locale}>{children}</Fragment>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  const { notice, kept, brand, requestId } = useLoaderData<typeof loader>();
  const location = useLocation();
  useFreshForms();
  useHeadingFocus();
  return (
    <BrandContext.Provider value={brand}>
      <Toaster
        page={location.key}
        message={notice && { id: requestId, tone: notice.kind, title: notice.text, undo: notice.undo }}
      />
      {kept && <KeptForm fields={kept} />}
      <Outlet />
    </BrandContext.Provider>
  );
}

export function ErrorBoundary() {
  return (
    <PublicShell>
      <ErrorText />
    </PublicShell>
  );
}
