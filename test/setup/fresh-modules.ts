import pg from "pg";
import { vi } from "vitest";

/**
 * Files of one worker share its process, which spares loading the libraries anew; the application's own modules, the settings, the
 * clock and the connections are each file's own.
 */
declare global {
  var processAtStart: { settings: NodeJS.ProcessEnv; functions: unknown[] } | undefined;
}

/** What a file may put something of its own in place of, for as long as it runs. */
const replaced: [object, string][] = [
  [Date, "now"],
  [globalThis, "setTimeout"],
  [pg.Client.prototype, "query"],
  [pg.Pool.prototype, "connect"],
];

globalThis.processAtStart ??= {
  settings: { ...process.env },
  functions: replaced.map(([owner, name]): unknown => Reflect.get(owner, name)),
};
const { settings, functions } = globalThis.processAtStart;
for (const name of Object.keys(process.env)) if (!(name in settings)) delete process.env[name];
Object.assign(process.env, settings);
for (const [place, [owner, name]] of replaced.entries()) Reflect.set(owner, name, functions[place]);
vi.resetModules();
