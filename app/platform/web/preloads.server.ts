import type { HandleDocumentRequestFunction, ServerBuild } from "@remix-run/node";

type Assets = ServerBuild["assets"];

/**
 * The build as the manifest in the browser describes it: without the lists of what each page's script imports. What a page imports is named in
 * the page's `Link` header instead, so a browser fetches it as early as by an element, and 60 of those are no part of each page.
 */
export function withPreloadHeader(build: ServerBuild): ServerBuild {
  const { default: render, ...module } = build.entry.module;
  const headerOf = new Map<string, string>();
  const renderWithHeader: HandleDocumentRequestFunction = (request, status, headers, context, load) => {
    const ids = context.staticHandlerContext.matches.map(({ route }) => route.id);
    const key = ids.join();
    const header = headerOf.get(key) ?? preloadHeader(build.assets, ids);
    headerOf.set(key, header);
    headers.set("link", header);
    return render(request, status, headers, context, load);
  };
  return {
    ...build,
    assets: withoutImports(build.assets),
    entry: { module: { ...module, default: renderWithHeader } },
  };
}

function withoutImports(assets: Assets): Assets {
  const routes = Object.entries(assets.routes).map(([id, route]): [string, typeof route] => [
    id,
    { ...route, imports: [] },
  ]);
  return { ...assets, entry: { ...assets.entry, imports: [] }, routes: Object.fromEntries(routes) };
}

/** The scripts that these routes and the page's start import, each once, as a `Link` header. */
export function preloadHeader({ entry, routes }: Assets, ids: string[]): string {
  const files = new Set([...entry.imports, ...ids.flatMap((id) => routes[id]?.imports ?? [])]);
  return [...files].map((file) => `<${file}>; rel=modulepreload`).join(", ");
}
