import { createContext } from "react";

/** The nonce of the page under way: in context, never in loader data. Empty in the browser, which hides it anyway. */
export const NonceContext = createContext("");
