import { createContext } from "react";

import type { PageBrand } from "#app/platform/brand/page-brand.ts";

/** How the MSP appears on this page; nothing of it where the page itself failed. */
export const BrandContext = createContext<PageBrand>({
  mspName: null,
  phone: null,
  email: null,
  logoUrl: null,
  logoDarkUrl: null,
  stylesheet: null,
});
