/** How the MSP appears on pages: name, logos and a style sheet with its colours, by addresses of this site. */
export type PageBrand = {
  mspName: string | null;
  logoUrl: string | null;
  logoDarkUrl: string | null;
  stylesheet: string | null;
};
