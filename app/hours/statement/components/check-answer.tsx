import type { CheckAnswer } from "#app/hours/statement/check-statement.server.ts";
import { periodWords } from "#app/hours/statement/words.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice } from "#app/ui/notice.tsx";

/** Whether a statement still holds; what it says is told only to who has it. */
export function CheckAnswerNotice({ answer, mspName }: { answer: CheckAnswer; mspName: string }) {
  switch (answer.state) {
    case "holds":
      return (
        <Notice tone="good" title={m.statement_check_yes_title()}>
          {m.statement_check_yes_text({
            msp: mspName,
            period: periodWords(answer),
            seq: answer.seq,
            balance: formatMinutes(answer.closingMinutes),
          })}
        </Notice>
      );
    case "unconfirmed":
      return (
        <Notice tone="error" title={m.statement_check_no_title()}>
          {m.statement_check_no_text({ msp: mspName })}
        </Notice>
      );
    case "wait":
      return (
        <Notice tone="low" title={m.statement_check_wait_title()}>
          {m.statement_check_wait_text({ minutes: answer.minutes })}
        </Notice>
      );
  }
}
