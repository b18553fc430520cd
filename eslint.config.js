import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

import { importCycles } from "./app/import-cycles.js";
import { moduleLines } from "./app/modules.js";
import { transactionWrites } from "./app/transaction-writes.js";

const modules = moduleLines.flat();
/** ui imports no module but what browsers may have of platform. */
const importableFrom = (module) =>
  module === "ui"
    ? ["platform"]
    : moduleLines
        .slice(
          0,
          moduleLines.findIndex((line) => line.includes(module)),
        )
        .flat();

const upwards = { regex: "(^|/)\\.\\./", message: "Use #app/... instead of ../ ." };
// Patterns are regular expressions: in a "group" a leading # would begin a comment.
const noRoutes = { regex: "^#app/routes/", message: "Only app/routes.ts refers to routes." };
const commandsOnly = {
  regex: "^#(app/commands|test|prisma)/",
  message: "The application imports neither commands nor tests.",
};
const database = {
  regex:
    "^(#app/\\w+/(store\\.server\\.ts|store/.*|[\\w-]+-store\\.server\\.ts)|#app/platform/(db\\.server\\.ts|generated/prisma/.*)|@prisma/.*|pg)$",
  message: "A route calls one verb or one read model; queries belong in the module's store.",
};
const noServer = { regex: "^#app/.*\\.server\\.tsx?$", message: "ui runs in browsers." };

const restrict = (...patterns) => ({
  "no-restricted-imports": ["error", { patterns: [upwards, ...patterns] }],
});

/** Refuses the modules that stand beside or below this one. */
function foreignModules(module) {
  const allowed = [module, ...importableFrom(module)];
  return {
    regex: `^#app/(${modules.filter((other) => !allowed.includes(other)).join("|")})/`,
    message: `${module} imports ${importableFrom(module).join(", ") || "no other module"} and nothing else (app/modules.js).`,
  };
}

/** rules/ imports rules/ of its own module and of those above it, and what is pure in platform and identity. */
function onlyRules(module) {
  const places = [
    module,
    ...importableFrom(module).filter((other) => !["platform", "ui"].includes(other)),
  ].map((one) => `${one}/rules/[\\w-]+\\.ts`);
  const pure = [
    "platform/(money|day|result|search-key|csv-read|csv-line|csv-table)\\.ts",
    "platform/typed/(amount|day|decimal|duration|hidden-signs|quantity)\\.ts",
    "identity/(scope|permission|access)\\.ts",
    "\\w+/access\\.ts",
  ];
  return {
    regex: `^(?!#app/(${[...places, ...pure].join("|")})$)(?!\\./)(?!jsvat-next$)`,
    message:
      "rules/ imports rules/ of modules above, money, day, result and the readers of typed/; nothing else.",
  };
}

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Settings come from env() in app/platform/env.server.ts.",
};
const systemClock =
  "NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Date'][property.name='now'], CallExpression[callee.name='Date'], MemberExpression[object.name='Temporal'][property.name='Now']";
const oneClock = [
  {
    selector: `${systemClock}, TemplateElement[value.raw=/\\bnow\\(\\)|current_(date|time)|(clock|statement|transaction)_timestamp/]`,
    message: "The time comes from now() in app/platform/clock.server.ts; SQL gets it as a value.",
  },
];
/** What measures by the system's clock: the sign-in library's sessions and codes, lockouts, and PostgreSQL's queue. */
const bySystemTime = [
  "app/platform/{clock.server,worker-life.server,mail/sink.server}.ts",
  "app/platform/postgres/*.ts",
  "app/identity/{reset-link-store,reset-password,session-store,sign-in-code,throttle-store,totp-step}.server.ts",
];
const unboundedForm = {
  selector: "CallExpression[callee.property.name='formData']",
  message: "Forms are read by readForm or readFields, which bound them before they are parsed.",
};
const purity = [
  { selector: ":function[async=true], AwaitExpression", message: "Rules are synchronous." },
  {
    selector: `${systemClock}, MemberExpression[object.name='Math'][property.name='random']`,
    message: "Rules take the time as an argument.",
  },
];

const hooks = { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" };
const accessible = {
  "jsx-a11y/no-noninteractive-tabindex": [
    "error",
    { tags: [], roles: ["region", "tabpanel"], allowExpressionValues: true },
  ],
  // Tables that turn into cards lose their roles to CSS, so they say them.
  "jsx-a11y/no-redundant-roles": [
    "error",
    { table: ["table"], thead: ["rowgroup"], tbody: ["rowgroup"], tfoot: ["rowgroup"], ul: ["list"] },
  ],
  "jsx-a11y/no-interactive-element-to-noninteractive-role": "off",
  // The first field of a page that is one form.
  "jsx-a11y/no-autofocus": "off",
};

const moduleRules = modules.flatMap((module) => [
  {
    files: [`app/${module}/**/*.{ts,tsx}`],
    rules: restrict(foreignModules(module), noRoutes, commandsOnly, ...(module === "ui" ? [noServer] : [])),
  },
  {
    files: [`app/${module}/rules/**/*.ts`],
    rules: {
      ...restrict(foreignModules(module), onlyRules(module)),
      "no-restricted-syntax": ["error", environment, ...purity],
      "no-restricted-globals": [
        "error",
        "process",
        "fetch",
        "setTimeout",
        "setInterval",
        "performance",
        "console",
      ],
    },
  },
]);

export default tseslint.config(
  {
    ignores: [
      "build/",
      ".data/",
      ".cache/",
      "app/platform/generated/",
      "test/fixtures/",
      "test-results/",
      "playwright-report/",
      "public/",
    ],
  },
  js.configs.recommended,
  {
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "URL", "Buffer", "performance", "setTimeout", "clearTimeout"].map((name) => [
          name,
          "readonly",
        ]),
      ),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/only-throw-error": "off", // Remix throws responses.
      "@typescript-eslint/require-await": "off", // A port's async signature is a promise to its callers.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/ban-ts-comment": "error",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}", "emails/**/*.tsx"],
    ignores: ["app/commands/**"],
    rules: {
      ...restrict(commandsOnly),
      "no-restricted-syntax": ["error", environment, unboundedForm, ...oneClock],
      "no-console": "error",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { imports: importCycles, transactions: transactionWrites },
    rules: { "imports/no-cycle": "error", "transactions/no-outside-write": "error" },
  },
  { files: bySystemTime, rules: { "no-restricted-syntax": ["error", environment] } },
  { files: ["app/platform/env.server.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["app/platform/form.server.ts"], rules: { "no-restricted-syntax": ["error", environment] } },
  // Its last words, before there is a log; and Remix' handler, which Express need not wait for.
  {
    files: ["app/server.ts"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-misused-promises": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  ...moduleRules,
  { files: ["app/routes/**/*.{ts,tsx}"], rules: restrict(database, commandsOnly) },
  {
    files: ["app/{root,entry.client,entry.server}.tsx", "app/*.ts"],
    rules: restrict(noRoutes, commandsOnly),
  },
  {
    files: ["**/*.tsx"],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { "react-hooks": reactHooks },
    rules: { ...hooks, ...accessible },
  },
  { files: ["emails/**/*.tsx"], rules: { "jsx-a11y/html-has-lang": "off" } },
  { files: ["app/entry.client.tsx"], rules: { "react-hooks/rules-of-hooks": "off" } }, // useLocaleFrom is no hook.
  // Untyped from outside: actions that may redirect (Remix), the sign-in library's contexts (better-auth).
  {
    files: ["app/routes/**/*.tsx", "app/identity/{auth,totp-step}.server.ts"],
    rules: Object.fromEntries(
      ["assignment", "member-access", "argument", "return"].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        "off",
      ]),
    ),
  },
  { files: ["test/**", "prisma/**/*.ts", "*.{ts,js}"], rules: restrict() },
  { files: ["test/**/*.{ts,tsx}"], rules: { "no-empty-pattern": "off" } }, // Playwright reads a fixture's needs from its first argument.
  {
    files: ["**/*.{ts,tsx,js,mjs}"],
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
    },
  },
  // A list of cases is read from top to bottom, so a test may be longer.
  {
    files: ["test/**/*.{ts,tsx}", "prisma/seed/*.ts"],
    rules: { "max-lines": ["error", { max: 550, skipBlankLines: false, skipComments: false }] },
  },
);
