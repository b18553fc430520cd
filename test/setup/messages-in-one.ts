import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Plugin } from "vite";

const index = "/app/platform/generated/i18n/messages/_index.js";

/** Gives tests the compiled messages as one module: over two thousand small ones cost each test file seconds. The browser's build keeps them apart, so that a page loads only its own. */
export function messagesInOne(): Plugin {
  return {
    name: "messages-in-one",
    enforce: "pre",
    load(id) {
      if (!id.replaceAll("\\", "/").endsWith(index)) return null;
      const folder = path.dirname(id);
      const imports = new Set<string>();
      const bodies = readdirSync(folder)
        .filter((name) => name.endsWith(".js") && name !== "_index.js")
        .map((name) => {
          const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
          for (const line of lines) if (line.startsWith("import ")) imports.add(line);
          return lines.filter((line) => !line.startsWith("import ")).join("\n");
        });
      return [...imports, ...bodies].join("\n");
    },
  };
}
