/**
 * Signs that nobody sees or that turn the reading direction: format characters, line separators, fillers. A joiner may
 * stand between two letters of a script that needs it, or two pictures; anywhere else it hides too.
 */
const hidden =
  /[\u17b4\u17b5\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]|(?![\u200c\u200d])\p{Cf}|[\u0080-\u009f]/u;
const joiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Sinhala}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Telugu}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/u;

/** Tells whether a line of text holds a sign that its reader can't see, so that two names which look the same differ, or one reads as another. */
export function holdsHiddenSign(text: string): boolean {
  return hidden.test(text) || joiner.test(text);
}
