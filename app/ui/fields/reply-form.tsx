import { createContext, useContext, useEffect, useRef, type ComponentProps, type ReactNode } from "react";

import type { FieldData } from "#app/ui/fields/field.tsx";
import { Form } from "#app/ui/form.tsx";

/** What a page answered to a form that it refused: what was typed, and what is wrong by field. Conform's `reply()` fits as it is. */
export interface FormReply {
  initialValue?: Record<string, unknown> | null | undefined;
  error?: Record<string, string[] | null> | null | undefined;
}

const PageReply = createContext<FormReply | null>(null);
const OwnReply = createContext<FormReply | null>(null);

/** Makes the answer to the last form known to every `ReplyForm` of a page; the one that was sent takes it. */
export function FormReplies({
  reply,
  children,
}: {
  reply: FormReply | null | undefined;
  children: ReactNode;
}) {
  return <PageReply.Provider value={reply ?? null}>{children}</PageReply.Provider>;
}

/** An answer that also says at one field what is wrong; unchanged where no field is named. */
export function withFieldError<Reply extends FormReply>(
  reply: Reply,
  { field, refused }: { field?: string; refused: string },
): Reply {
  return field === undefined ? reply : { ...reply, error: { ...reply.error, [field]: [refused] } };
}

type ReplyFormProps = Omit<ComponentProps<typeof Form>, "method" | "noValidate"> & {
  /** What the form sends unseen, and by which it is told from the other forms of its page. */
  which: Record<string, string>;
};

/**
 * A form among others on a page, judged by the server: when it is refused, its fields hold what was typed and say what is
 * wrong, without scripts too; with scripts the first wrong field takes the focus. Put `FormReplies` around the page's forms.
 */
export function ReplyForm({ which, children, ...form }: ReplyFormProps) {
  const reply = useReplyTo(which);
  const start = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (reply?.error) start.current?.form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [reply]);
  return (
    <Form method="post" noValidate {...form}>
      {Object.entries(which).map(([name, value], at) => (
        <input key={name} ref={at === 0 ? start : undefined} type="hidden" name={name} value={value} />
      ))}
      <OwnReply.Provider value={reply}>{children}</OwnReply.Provider>
    </Form>
  );
}

/** The answer to the form that sends these values unseen; null while there is none. What folds such a form away stays open with it. */
export function useReplyTo(which: Record<string, string>): FormReply | null {
  const reply = useContext(PageReply);
  const isOwn = Object.entries(which).every(([name, value]) => reply?.initialValue?.[name] === value);
  return isOwn ? reply : null;
}

/** A field as the answer to its form has it: with what was typed and what is wrong; unchanged in every other form. */
export function useReplied(field: FieldData): FieldData {
  const reply = useContext(OwnReply);
  if (reply === null) return field;
  return {
    ...field,
    initialValue: reply.initialValue?.[field.name],
    errors: field.errors ?? reply.error?.[field.name] ?? undefined,
  };
}
