/** What the Paraglide compiler is told, by Vite and by the scripts that run without it. */
export const paraglideOptions = {
  project: "./app/platform/i18n/project.inlang",
  outdir: "./app/platform/generated/i18n",
  strategy: ["globalVariable", "baseLocale"],
  disableAsyncLocalStorage: true,
};
