import type { Language } from "#test/emulator/pages/words.ts";
import { wordsOf } from "#test/emulator/pages/words.ts";

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f1f3f5;color:#16202b;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.banner{margin:0;padding:.6rem 1rem;background:#ffd43b;color:#2b2100;text-align:center;font-weight:600}
main{max-width:30rem;margin:0 auto;padding:1.25rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.2;margin:.25rem 0 1rem}
h2{font-size:1rem;margin:0 0 .5rem}
.card,fieldset{background:#fff;border:1px solid #d5dbe1;border-radius:.75rem;padding:1rem;margin:0 0 1rem;min-width:0}
legend{font-weight:600;padding:0 .25rem}
table{width:100%;border-collapse:collapse}
th{font-weight:400;text-align:left;padding:.25rem 1rem .25rem 0}
td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding:.25rem 0;vertical-align:top}
tr.total>*{font-weight:700;border-top:1px solid #d5dbe1;padding-top:.5rem}
label{display:block}
.choice{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
.choice input{width:1.25rem;height:1.25rem;accent-color:#1c5d99}
.field{margin:.5rem 0}
.field input,select{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #6b7885;border-radius:.5rem;background:#fff;color:inherit}
button,.button{display:block;width:100%;font:inherit;text-align:center;text-decoration:none;padding:.7rem 1rem;margin:.5rem 0;min-height:2.75rem;border-radius:.6rem;border:1px solid #1c5d99;background:#fff;color:#174e80;cursor:pointer}
button.primary,.button.primary{background:#1c5d99;color:#fff;font-weight:600}
form>button.primary{margin:1rem 0}
button:hover,.button:hover{filter:brightness(.95)}
:focus-visible{outline:3px solid #e8590c;outline-offset:2px}
[role=alert]{background:#fff0f0;border:1px solid #c92a2a;color:#8f1414;border-radius:.75rem;padding:.75rem 1rem;margin:0 0 1rem}
summary{cursor:pointer;font-weight:600;min-height:2rem}
.note{color:#46525e;margin:.25rem 0 0}
.delayed-note,.card-only{display:none}
form:has(input[value=sepa_debit]:checked) .delayed-note,form:has(input[value=us_bank_account]:checked) .delayed-note{display:block}
form:has(input[value=card]:checked) .card-only{display:block}
`;

/** Text made safe for HTML. */
export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A whole page in the emulator's look, with its banner. */
export function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="banner">${escape(wordsOf(language).banner)}</header>
<main>
<h1>${escape(title)}</h1>
${content}
</main>
</body>
</html>
`;
}
