import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What stands on nearly every page, a file each: from forty files of a hundred bytes a browser gains nothing, and they compress badly. */
const groups = {
  ui: /\/app\/(ui\/(?!table|fields\/(?!fresh-form|refusal-focus)|chart|data-table|live-toast|copy-button|new-secret|import-cards|shell\/(?:palette|search-results|find-pages|more-list|shortcuts))|platform\/(?:format|day|money|zone-text|i18n\/locale)\.ts|\w+\/access\.ts|identity\/permission\.ts)/,
  fields: /\/app\/ui\/fields\/(?!fresh-form|refusal-focus)/,
  table: /\/app\/ui\/(?:table\/|data-table)/,
  client: /\/app\/portal\/(?:menu|components\/(?:client-frame|use-same-place))\.tsx?$/,
  staff: /\/app\/office\/(?:menu|components\/staff-frame)\.tsx?$/,
};
const messageFile = /\/generated\/i18n\/messages\/(\w+)\.js$/;

/** Tells the bundler which file of the browser a module belongs to; where it says nothing, the bundler shares by who needs it. Words go with the group that says them, and those that two groups say with the first. */
export function browserGroups() {
  const words = wordsOfGroups();
  return (id) => {
    const file = id.split("?")[0].replaceAll("\\", "/");
    const word = messageFile.exec(file)?.[1];
    if (word !== undefined) return words.get(word);
    if (file.includes("/node_modules/clsx/") || file.endsWith("/i18n/registry.js")) return "ui";
    return groupOf(file);
  };
}

const groupOf = (file) =>
  /\.tsx?$/.test(file) ? Object.keys(groups).find((name) => groups[name].test(file)) : undefined;

function wordsOfGroups() {
  const sayers = new Map();
  for (const place of readdirSync("app", { recursive: true })) {
    const file = path.resolve("app", place).replaceAll("\\", "/");
    const group = groupOf(file);
    if (!group || file.endsWith(".server.ts")) continue;
    for (const [, word] of readFileSync(file, "utf8").matchAll(/\bm\.(\w+)/g))
      sayers.set(word, (sayers.get(word) ?? new Set()).add(group));
  }
  const first = (names) => (names.size > 1 ? "ui" : [...names][0]);
  return new Map([...sayers].map(([word, names]) => [word, first(names)]));
}

/**
 * Takes the lists of what each page imports from the manifest that browsers read: a third of all names of scripts, of no use there. The
 * server keeps its own, and names what a page needs in a header (platform/web/preloads.server.ts).
 */
export function trimManifest(folder) {
  for (const name of readdirSync(folder).filter((file) => /^manifest-\w+\.js$/.test(file))) {
    const file = path.join(folder, name);
    const [, json] = /^window\.__remixManifest=(.*);$/s.exec(readFileSync(file, "utf8")) ?? [];
    if (!json) throw new Error(`${name} is not written as the build expects it.`);
    const { entry, routes, ...rest } = JSON.parse(json);
    const trimmed = Object.entries(routes).map(([id, route]) => [id, { ...route, imports: [] }]);
    const manifest = { ...rest, entry: { ...entry, imports: [] }, routes: Object.fromEntries(trimmed) };
    writeFileSync(file, `window.__remixManifest=${JSON.stringify(manifest)};`);
  }
}
