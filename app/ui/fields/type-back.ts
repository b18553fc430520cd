type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Types texts back into the form of this page that has a place for all of them; false when there is none, or two alike. What the page itself put into a form (hidden fields) stays as it is now. */
export function typeBack(fields: [name: string, value: string][]): boolean {
  const able = [...document.forms].filter(
    (form) => form.method === "post" && hasPlaceFor(form, fields, true),
  );
  const same = able.filter((form) => hasPlaceFor(form, fields, false));
  const [form, other] = able.length > 1 ? same : able;
  if (!form || other) return false;
  const controls = [...form.elements].filter(isControl);
  for (const control of controls)
    typeInto(
      control,
      fields.filter(([name]) => name === control.name).map(([, value]) => value),
    );
  controls[0]?.focus();
  return true;
}

const madeAnew = /^([0-9a-f-]{36}|\d+)$/;

/** The page's own values (hidden fields, buttons) say which form it is; keys and counts among them may be new with each page. */
function hasPlaceFor(form: HTMLFormElement, fields: [string, string][], mayBeNew: boolean): boolean {
  const named = [...form.elements].filter(
    (element): element is Control | HTMLButtonElement => "name" in element && "value" in element,
  );
  return fields.every(([name, value]) =>
    named.some(
      (one) =>
        one.name === name &&
        (isControl(one) ||
          one.value === value ||
          (mayBeNew && madeAnew.test(value) && madeAnew.test(one.value))),
    ),
  );
}

function isControl(element: Element): element is Control {
  if (element instanceof HTMLInputElement)
    return !["hidden", "password", "file", "submit", "button"].includes(element.type) && !element.disabled;
  return (
    (element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) && !element.disabled
  );
}

function typeInto(control: Control, values: string[]): void {
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
    if (
      control.checked !== values.includes(control.value) &&
      (control.type === "checkbox" || !control.checked)
    )
      control.click();
    return;
  }
  const [value] = values;
  if (value === undefined || value === control.value) return;
  // React keeps a setter of its own on the element; the prototype's leaves the change for it to see.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}
