import type { ComponentProps } from "react";

import { Icon, type IconName } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** A link of one icon in the bar of a phone; its name is read out. */
export function BarLink({
  icon,
  label,
  ...link
}: Pick<ComponentProps<typeof Link>, "to" | "onClick"> & { icon: IconName; label: string }) {
  return (
    <Link {...link} className="grid size-11 place-items-center rounded-full text-primary no-underline">
      <Icon name={icon} />
      <VisuallyHidden>{label}</VisuallyHidden>
    </Link>
  );
}
