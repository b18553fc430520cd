import MarkdownIt from "markdown-it";

import { searchKey } from "#app/platform/search-key.ts";
import { locales } from "#app/platform/i18n/locale.ts";

import type { GuideContent, GuideDraft } from "./guide-content.ts";

/** Where a link may lead: to a secure site, a mailbox, a page of the portal or a heading. */
const goodLink = /^(https:\/\/|mailto:|\/(?!\/)|#)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
markdown.validateLink = (address) => goodLink.test(address.trim()) && !/[\s\\]/.test(address.trim());
// No picture from elsewhere tells anybody who reads a guide: its words stand for it.
markdown.renderer.rules["image"] = (tokens, at) => markdown.utils.escapeHtml(tokens[at]?.content ?? "");
markdown.core.ruler.push("our_own", ({ tokens }) => {
  for (const token of tokens) {
    // The page's own heading is the first level.
    if (token.type === "heading_open" || token.type === "heading_close")
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
    // A style attribute is what a column's alignment becomes, and the page takes none.
    if (token.type === "th_open" || token.type === "td_open") token.attrs = null;
    for (const child of token.children ?? [])
      if (child.type === "link_open" && /^https:/i.test(child.attrGet("href") ?? ""))
        child.attrSet("rel", "noopener noreferrer");
  }
});

/** The HTML of a guide's Markdown: no raw HTML, no picture, no script, links to https, mail and the portal alone. */
export function renderGuide(body: string): string {
  return markdown.render(body);
}

/** What is published of a draft: the texts with their HTML, and what the search box looks in. */
export function publicationOf({ texts }: GuideDraft): { content: GuideContent; words: string } {
  const content: GuideContent = {};
  for (const locale of locales) {
    const text = texts[locale];
    if (text) content[locale] = { ...text, html: renderGuide(text.body) };
  }
  const words = locales.flatMap((locale) => [texts[locale]?.title ?? "", texts[locale]?.body ?? ""]);
  return { content, words: searchKey(words.join(" ")) };
}
