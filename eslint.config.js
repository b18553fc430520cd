import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The rooms of the house from left to right: each may import from those to its left. Rooms of one step don't know each other. */
const steps = [
  ["platform"],
  ["ui"],
  ["identity"],
  ["hours", "people", "agreements"],
  ["contracts"],
  ["billing"],
  ["desk"],
  ["conversion", "insight"],
];
const rooms = steps.flat();
/** ui knows no area, and of platform what browsers may have. */
const leftOf = (room) =>
  room === "ui"
    ? ["platform"]
    : steps
        .slice(
          0,
          steps.findIndex((step) => step.includes(room)),
        )
        .flat();

const upwards = { regex: "(^|/)\\.\\./", message: "Between rooms always #app/..., never ../ ." };
// Patterns are regular expressions: in a "group" a leading # would begin a comment.
const noDoors = { regex: "^#app/routes/", message: "Nobody imports routes." };
const commandsOnly = {
  regex: "^#(app/commands|test|prisma)/",
  message: "The product knows neither its commands nor its tests.",
};
const database = {
  regex:
    "^(#app/\\w+/(store\\.server\\.ts|store/.*|[\\w-]+-store\\.server\\.ts)|#app/platform/(db\\.server\\.ts|generated/prisma/.*)|@prisma/.*|pg)$",
  message: "A route calls one verb or one read model; queries live in the room's store.",
};
const noServer = { regex: "^#app/.*\\.server\\.tsx?$", message: "ui runs in browsers." };

const restrict = (...patterns) => ({
  "no-restricted-imports": ["error", { patterns: [upwards, ...patterns] }],
});

/** What a room may not import: the rooms beside it and to its right. */
function foreignRooms(room) {
  const allowed = [room, ...leftOf(room)];
  return {
    regex: `^#app/(${rooms.filter((other) => !allowed.includes(other)).join("|")})/`,
    message: `${room} imports ${leftOf(room).join(", ") || "no other room"} and nothing to its right (eslint.config.js, steps).`,
  };
}

/** rules/ imports rules/, its own and those to its left, and what is pure in platform and identity. */
function onlyRules(room) {
  const places = [room, ...leftOf(room).filter((other) => !["platform", "ui"].includes(other))].map(
    (one) => `${one}/rules/[\\w-]+\\.ts`,
  );
  const pure = ["platform/(money|day|result)\\.ts", "identity/scope\\.ts"];
  return {
    regex: `^(?!#app/(${[...places, ...pure].join("|")})$)(?!\\./)(?!jsvat-next$)`,
    message: "rules/ imports rules/ to its left, money, day and result; nothing else.",
  };
}

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Settings come from env() in app/platform/env.server.ts.",
};
const asksTheSystem =
  "NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Date'][property.name='now'], CallExpression[callee.name='Date'], MemberExpression[object.name='Temporal'][property.name='Now']";
const oneClock = [
  {
    selector: `${asksTheSystem}, TemplateElement[value.raw=/\\bnow\\(\\)|current_(date|time)|(clock|statement|transaction)_timestamp/]`,
    message: "The time comes from now() in app/platform/clock.server.ts; SQL gets it as a value.",
  },
];
/** What measures by the system's clock: the sign-in library's sessions and codes, lockouts, and PostgreSQL's queue. */
const bySystemTime = [
  "app/platform/{clock.server,worker-life.server,mail/sink.server}.ts",
  "app/platform/postgres/*.ts",
  "app/identity/{jobs,reset-password,sessions,sign-in-code,signed-in,throttle,totp-step}.server.ts",
];
const purity = [
  { selector: ":function[async=true], AwaitExpression", message: "Rules don't wait." },
  {
    selector: `${asksTheSystem}, MemberExpression[object.name='Math'][property.name='random']`,
    message: "Rules are told the time, they don't ask.",
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

const roomRules = rooms.flatMap((room) => [
  {
    files: [`app/${room}/**/*.{ts,tsx}`],
    rules: restrict(foreignRooms(room), noDoors, commandsOnly, ...(room === "ui" ? [noServer] : [])),
  },
  {
    files: [`app/${room}/rules/**/*.ts`],
    rules: {
      ...restrict(foreignRooms(room), onlyRules(room)),
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
      "no-restricted-syntax": ["error", environment, ...oneClock],
      "no-console": "error",
    },
  },
  { files: bySystemTime, rules: { "no-restricted-syntax": ["error", environment] } },
  { files: ["app/platform/env.server.ts"], rules: { "no-restricted-syntax": "off" } },
  // Its last words, before there is a log; and Remix' handler, which Express need not wait for.
  {
    files: ["app/server.ts"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-misused-promises": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  ...roomRules,
  { files: ["app/routes/**/*.{ts,tsx}"], rules: restrict(database, commandsOnly) },
  { files: ["app/{root,entry.client,entry.server}.tsx", "app/*.ts"], rules: restrict(noDoors, commandsOnly) },
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
    files: ["app/routes/**/route.tsx", "app/identity/{auth,totp-step}.server.ts"],
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
