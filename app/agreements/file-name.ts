import { slug } from "#app/platform/slug.ts";

/** The name under which an agreement's PDF is kept: `voorwaarden-strippenkaart-12.pdf`. */
export function fileNameOf({ title, number }: { title: string; number: number }): string {
  return `${slug(title)}-${number}.pdf`;
}
