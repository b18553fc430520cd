import { vi } from "vitest";

/**
 * Files of one worker share its process, which spares loading the libraries anew; the application's own modules and the
 * settings are each file's own.
 */
declare global {
  var settingsAtStart: NodeJS.ProcessEnv | undefined;
}

globalThis.settingsAtStart ??= { ...process.env };
for (const name of Object.keys(process.env))
  if (!(name in globalThis.settingsAtStart)) delete process.env[name];
Object.assign(process.env, globalThis.settingsAtStart);
vi.resetModules();
