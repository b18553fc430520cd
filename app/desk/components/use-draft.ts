import { useEffect } from "react";

/** Puts a text where the cursor stands in a field, as if it had been typed there, below a line that is begun; the focus goes along. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  const isBegun = /[^\n]$/.test(field.value.slice(0, field.selectionStart));
  field.setRangeText((isBegun ? "\n\n" : "") + text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

/** The field with an id, where the page has one of several lines. */
export function textAreaOf(id: string): HTMLTextAreaElement | null {
  const field = document.getElementById(id);
  return field instanceof HTMLTextAreaElement ? field : null;
}

/**
 * Keeps what is typed in a field of several lines for as long as the browser's tab is open: an empty field gets it back, until its form was
 * saved (and reset with it). `place` names whose text it is, and about what. Ctrl and Enter send the form. Escape leaves the field, and so
 * does the text that was saved: the next key is a shortcut again.
 */
export function useDraft(place: string, fieldId: string): void {
  useEffect(() => {
    const key = `draft ${place} ${fieldId}`;
    const kept = sessionStorage.getItem(key);
    const field = textAreaOf(fieldId);
    if (kept && field?.value === "") field.value = kept;
    const keep = (): void => {
      const typed = textAreaOf(fieldId)?.value ?? "";
      if (typed === "") sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, typed);
    };
    const onInput = ({ target }: Event): void => {
      if (target === textAreaOf(fieldId)) keep();
    };
    const onReset = ({ target }: Event): void => {
      const saved = textAreaOf(fieldId);
      if (saved === null || target !== saved.form) return;
      sessionStorage.removeItem(key);
      if (document.activeElement === saved) saved.blur();
    };
    const onKey = (event: KeyboardEvent): void => {
      const typing = textAreaOf(fieldId);
      if (event.key === "Escape" && event.target === typing && !event.isComposing) typing?.blur();
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== typing) return;
      event.preventDefault();
      typing?.form?.requestSubmit(typing.form.querySelector<HTMLButtonElement>("button[name=act]"));
    };
    document.addEventListener("input", onInput);
    document.addEventListener("reset", onReset);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("input", onInput);
      document.removeEventListener("reset", onReset);
      document.removeEventListener("keydown", onKey);
    };
  }, [place, fieldId]);
}
