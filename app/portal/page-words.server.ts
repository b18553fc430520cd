import { m } from "#app/platform/generated/i18n/messages.js";
import type { NavItem } from "#app/ui/shell/menu.ts";

/** The other words by which a page of the client's menu is searched, by its address. The browser needs none of them. */
const words: Readonly<Record<string, () => string>> = {
  "/hours": m.portal_words_hours,
  "/statement": m.portal_words_statement,
  "/buy": m.portal_words_buy,
  "/top-up": m.portal_words_top_up,
  "/alerts": m.portal_words_alerts,
  "/contract": m.portal_words_contract,
  "/proposals": m.portal_words_proposals,
  "/employees": m.portal_words_employees,
  "/licences": m.portal_words_licences,
  "/devices": m.portal_words_devices,
  "/access": m.portal_words_rights,
  "/requests": m.portal_words_requests,
  "/requests/new": m.portal_words_ask,
  "/promises": m.portal_words_promises,
  "/approvals": m.portal_words_approvals,
  "/invoices": m.portal_words_invoices,
  "/company": m.portal_words_company,
  "/agreements": m.portal_words_agreements,
  "/people": m.portal_words_access,
  "/profile": m.portal_words_profile,
  "/security": m.portal_words_security,
  "/more#contact": m.portal_words_contact,
};

/** The other words of a page, in the reader's language; none for a page that its name alone tells. */
export function pageWords(to: string): string {
  return words[to]?.() ?? "";
}

/** The places that a client's search finds besides those of the menu: where one asks for something, and how the MSP is reached. */
export function searchedPlaces(): NavItem[] {
  return [place("/requests/new", m.desk_request_ask()), place("/more#contact", m.ui_contact_title())];
}

function place(to: string, label: string): NavItem {
  return { to, label, icon: "requests", tabs: [{ to, label }] };
}
