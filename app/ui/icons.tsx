import { clsx } from "clsx";
import type { ReactNode } from "react";

const shapes = {
  home: <path d="M4 10.5 12 4l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z" />,
  hours: (
    <>
      <circle cx="12" cy="12" r="8.25" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  requests: <path d="M4.5 5.5h15v10.25h-8L7.5 19.5v-3.75h-3zM8.5 9.25h7M8.5 12h4.5" />,
  contract: <path d="M6.5 3.75h7.25L18 8v12.25H6.5zM13.5 4v4.25H18M9.5 12.5h5.25M9.5 15.75h5.25" />,
  people: (
    <>
      <circle cx="9" cy="8.25" r="3.25" />
      <path d="M3.5 19.5c.3-3.2 2.5-5 5.5-5s5.2 1.8 5.5 5M15.5 5.5a3 3 0 0 1 0 5.6M17.5 14.9c1.7.6 2.8 2.1 3 4.6" />
    </>
  ),
  invoices: <path d="M5.5 3.75h13v16.5l-2.2-1.5-2.1 1.5-2.2-1.5-2.2 1.5-2.1-1.5-2.2 1.5zM9 8.25h6M9 12h6" />,
  more: (
    <>
      <circle cx="5.5" cy="12" r="1.25" />
      <circle cx="12" cy="12" r="1.25" />
      <circle cx="18.5" cy="12" r="1.25" />
    </>
  ),
  clients: (
    <path d="M4 20V6.5L12 4v16M12 9h8v11M3 20h18M7.25 9.25h1.5M7.25 12.5h1.5M7.25 15.75h1.5M15.25 12.5h1.5M15.25 15.75h1.5" />
  ),
  work: <path d="M4 8h16v11.5H4zM9 8V5h6v3M4 12.75h16M12 11.75v2.25" />,
  catalogue: <path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z" />,
  figures: <path d="M4.5 4v15.5H20M8.5 16v-4M12.5 16V7.5M16.5 16v-6" />,
  settings: (
    <>
      <path d="M4 7.5h9M17.5 7.5H20M4 16.5h2.5M11 16.5h9" />
      <circle cx="15.25" cy="7.5" r="2.25" />
      <circle cx="8.75" cy="16.5" r="2.25" />
    </>
  ),
  audit: (
    <path d="M12 3.75 19 6.5v5c0 4.4-2.8 7.4-7 8.75-4.2-1.35-7-4.35-7-8.75v-5zM8.75 12l2.25 2.25 4.25-4.5" />
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="3.75" />
      <path d="M4.75 20c.5-3.9 3.2-6 7.25-6s6.75 2.1 7.25 6" />
    </>
  ),
  signout: <path d="M10 4.5H5v15h5M14.5 8l4 4-4 4M18 12H9.5" />,
  buy: <path d="M4 6.5h16v11H4zM8 6.5v11M12 9.5v5M9.75 12h4.5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  search: (
    <>
      <circle cx="10.75" cy="10.75" r="6" />
      <path d="m15.25 15.25 4.75 4.75" />
    </>
  ),
  back: <path d="m14.5 6-6 6 6 6" />,
  forward: <path d="m9.5 6 6 6-6 6" />,
  down: <path d="m6 9.5 6 6 6-6" />,
  up: <path d="m6 14.5 6-6 6 6" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  close: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8.25" />
      <path d="M12 11v5M12 7.75v.5" />
    </>
  ),
  warn: <path d="M12 4.5 20.5 19h-17zM12 10v4.25M12 16.5v.25" />,
  stop: <path d="M8.25 3.75h7.5l4.5 4.5v7.5l-4.5 4.5h-7.5l-4.5-4.5v-7.5zM12 8v4.75M12 15.75v.25" />,
  download: <path d="M12 4.5v10.25M7.5 10.5l4.5 4.5 4.5-4.5M4.5 19.5h15" />,
  show: (
    <>
      <path d="M2.75 12C5 8 8.2 6 12 6s7 2 9.25 6C19 16 15.8 18 12 18s-7-2-9.25-6z" />
      <circle cx="12" cy="12" r="2.75" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A line drawing that says nothing to a screen reader: words always stand beside it. */
export function Icon({
  name,
  size = 24,
  className,
}: {
  name: IconName;
  size?: number | undefined;
  className?: string | undefined;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={clsx("icon", className)}
    >
      {shapes[name]}
    </svg>
  );
}
