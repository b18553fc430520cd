/** Somebody writes there, or a dialog has the keys. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("dialog") !== null ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** A key by itself, pressed where nobody writes. */
export function isPlainKey(event: KeyboardEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target));
}
