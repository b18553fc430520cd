import { useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from "react";

import { Link } from "#app/ui/link.tsx";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

interface ButtonLook {
  tone?: ButtonTone | undefined;
  /** Small is for cards, "row" for the rows of a list; a finger still gets 44 px. */
  size?: "normal" | "small" | "row" | undefined;
  /** Full width below 480 px. */
  wide?: boolean | undefined;
}

const tones: Record<ButtonTone, string> = {
  primary: "button-primary",
  secondary: "",
  quiet: "button-quiet",
  danger: "button-danger",
};

const sizes = { normal: "", small: "button-small", row: "button-row" };

/** The classes of a button (styles/buttons.css), for the rare element that is neither a button nor a link. */
export function buttonClass({ tone = "secondary", size = "normal", wide = false }: ButtonLook): string {
  return clsx("button", sizes[size], wide && "max-roomy:w-full", tones[tone]);
}

type ButtonProps = ButtonLook & ButtonHTMLAttributes<HTMLButtonElement> & { pending?: boolean | undefined };

/** A button; while `pending` it keeps its words and focus, shows that it works, and ignores clicks. */
export function Button({
  tone,
  size,
  wide,
  pending = false,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass({ tone, size, wide }), className)}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}

/** The button that sends its form; it shows by itself that the form is on its way (by name and value where a page has several). */
export function SubmitButton({ tone = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { formData } = useNavigation();
  const sending =
    formData !== undefined && (!rest.name || formData.get(rest.name) === String(rest.value ?? ""));
  return <Button {...rest} tone={tone} type="submit" pending={sending} />;
}

type LinkButtonProps = ButtonLook & ComponentProps<typeof Link>;

/** A link that looks like a button: for going somewhere, where a button would change something. */
export function LinkButton({ tone, size, wide, className, ...rest }: LinkButtonProps) {
  return <Link discover="none" {...rest} className={clsx(buttonClass({ tone, size, wide }), className)} />;
}

/** Buttons side by side; under each other, full width, on a phone. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-2.5 max-roomy:flex-col max-roomy:items-stretch print:hidden">
      {children}
    </div>
  );
}

function Spinner() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true" className="animate-spin">
      <circle cx="9" cy="9" r="7" stroke="currentColor" strokeOpacity="0.3" strokeWidth="2.5" />
      <path d="M16 9a7 7 0 0 0-7-7" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
