/** How the MSP appears on pages: name, how it is reached, logos and a style sheet with its colours, by addresses of this site. */
export type PageBrand = {
  mspName: string | null;
  phone: string | null;
  /** Where its clients write to: the reply address of its e-mails, or else its own. */
  email: string | null;
  logoUrl: string | null;
  logoDarkUrl: string | null;
  stylesheet: string | null;
};
