// Compiles the three languages' messages to typed functions (app/platform/generated/i18n).
import { compile } from "@inlang/paraglide-js";

import { paraglideOptions } from "../platform/i18n/options.js";

await compile(paraglideOptions);
// The compiler's SQLite leaves a timer behind; nothing is left to do.
process.exit(0);
