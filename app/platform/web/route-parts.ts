/** What the router reads of a route. */
type Route = {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
  index?: boolean | undefined;
};
type Routes<R extends Route> = Record<string, R>;
type Branch = { matches: RegExp; ids: string[] };

/**
 * The routes that an address can match, with those around them, in the order of the whole. The router ranks what it is given anew at
 * each call, and compiles each path again: for a hundred and more routes that was a tenth of a page. Of these few it chooses what it would choose of all:
 * a route is left out only where its own path does not fit (test/unit/platform/route-parts.test.ts).
 */
export function routeParts<R extends Route>(
  routes: Routes<R>,
): (pathname: string) => { key: string; routes: Routes<R> } {
  const known = Object.values(routes);
  const branches = known
    .filter(({ path, index }) => path !== undefined || index)
    .map((route) => branchOf(route, routes));
  const parts = new Map<string, Routes<R>>();
  return (pathname) => {
    const place = pathname.replace(/(\/_root)?\.data$/, "") || "/";
    // What is written in another way than the route's own path is for the router to read.
    const isPlain = !place.includes("%");
    const fitting = branches.filter(({ matches }) => !isPlain || matches.test(place));
    const key = isPlain ? fitting.map(({ ids }) => ids[0]).join() : "";
    const ids = new Set(fitting.flatMap((branch) => branch.ids));
    const part =
      parts.get(key) ??
      Object.fromEntries(known.filter(({ id }) => ids.has(id)).map((route) => [route.id, route]));
    parts.set(key, part);
    return { key, routes: part };
  };
}

/** A route with those around it, and what addresses its whole path fits. */
function branchOf<R extends Route>(route: R, routes: Routes<R>): Branch {
  const line: R[] = [];
  for (let at: R | undefined = route; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    line.push(at);
  const segments = line.reverse().flatMap(({ path }) => path?.split("/") ?? []);
  return { matches: patternOf(segments.filter(Boolean)), ids: line.map(({ id }) => id).reverse() };
}

function patternOf(segments: string[]): RegExp {
  // An optional segment stands for several paths: the router chooses among them.
  if (segments.some((segment) => segment.endsWith("?"))) return /^/;
  const parts = segments.map((segment) => {
    if (segment === "*") return "(/.*)?";
    if (segment.includes(":")) return "/[^/]+";
    return `/${segment.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
  });
  return new RegExp(`^${parts.join("")}/*$`, "i");
}
