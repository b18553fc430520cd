import { Link, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from "react";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

interface ButtonLook {
  tone?: ButtonTone | undefined;
  /** Small is for cards, "row" for the rows of a list; a finger still gets 44 px. */
  size?: "normal" | "small" | "row" | undefined;
  /** Full width below 480 px. */
  wide?: boolean | undefined;
}

const tones: Record<ButtonTone, string> = {
  primary: "border-transparent bg-primary text-on-primary hover:bg-primary-strong",
  secondary: "border-line bg-card text-primary hover:border-primary",
  quiet: "border-transparent text-primary hover:bg-tint",
  danger: "border-negative bg-card text-negative hover:bg-negative-tint",
};

const sizes = {
  normal: "min-h-11.5 px-4.5 py-2 text-base",
  small: "min-h-9.5 px-3 py-1 text-sm pointer-coarse:min-h-11",
  row: "min-h-7.5 px-2.5 text-sm pointer-coarse:min-h-11",
};

/** The classes of a button, for the rare element that is neither a button nor a link. */
export function buttonClass({ tone = "secondary", size = "normal", wide = false }: ButtonLook): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-lg print:hidden border-[1.5px] text-center font-semibold no-underline transition-colors",
    "disabled:border-line disabled:bg-sunk disabled:text-muted aria-disabled:opacity-75",
    sizes[size],
    wide && "max-roomy:w-full",
    tones[tone],
  );
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
  return <Link {...rest} className={clsx(buttonClass({ tone, size, wide }), className)} />;
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
