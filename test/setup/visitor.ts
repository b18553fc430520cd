/** The demo's one password. */
export const demoPassword = "tegoed-demo-2026";

/** Somebody with a cookie jar who asks for pages and posts forms, as a browser without scripts does. Redirects are not followed. */
export type Visitor = {
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  cookies: () => string;
};

/** On one machine compressing costs more than it spares. */
const uncompressed = { "accept-encoding": "identity" };

/** A visitor who has not signed in. */
export function visitor(url: string, language = "en"): Visitor {
  const jar = new Map<string, string>([["lang", language]]);
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      const gone = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
      if (gone) jar.delete(name.trim());
      else jar.set(name.trim(), value.join("="));
    }
    return response;
  };
  return {
    cookies,
    get: async (path, headers = {}) =>
      keep(
        await fetch(url + path, {
          redirect: "manual",
          headers: { cookie: cookies(), ...uncompressed, ...headers },
        }),
      ),
    post: async (path, fields, headers = {}) =>
      keep(
        await fetch(url + path, {
          method: "POST",
          redirect: "manual",
          body: new URLSearchParams(fields),
          headers: { cookie: cookies(), origin: url, ...uncompressed, ...headers },
        }),
      ),
  };
}

/** Signs in through the sign-in page; throws when it does not let the person in. */
export async function signIn(url: string, email: string, password = demoPassword): Promise<Visitor> {
  const person = visitor(url);
  const response = await person.post("/sign-in", { email, password });
  if (response.status !== 302) throw new Error(`${email} was not let in: ${response.status}`);
  return person;
}
