import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";

interface QuestionListProps {
  questions: {
    id: string;
    lineKey: string | null;
    words: string;
    askedBy: string;
    answer: string | null;
    answeredBy: string | null;
  }[];
  /** A line's name by its key. */
  lineNames: ReadonlyMap<string, string>;
  /** What stands under a question that has no answer. */
  answerForm?: (questionId: string) => ReactNode;
}

/** What was asked about a proposal, at which line, and what was answered. */
export function QuestionList({ questions, lineNames, answerForm }: QuestionListProps) {
  return (
    <ul className="grid gap-4">
      {questions.map(({ id, lineKey, words, askedBy, answer, answeredBy }) => (
        <li key={id} className="border-l-2 border-line pl-4">
          <p className="text-sm text-muted">
            {lineKey === null
              ? m.conversion_asked_by({ name: askedBy })
              : m.conversion_asked_at({ name: askedBy, line: lineNames.get(lineKey) ?? "" })}
          </p>
          <p className="whitespace-pre-line">{words}</p>
          {answer === null ? (
            (answerForm?.(id) ?? <p className="text-sm text-muted">{m.conversion_answer_waits()}</p>)
          ) : (
            <p className="mt-2 whitespace-pre-line">
              <span className="font-semibold">{answeredBy}:</span> {answer}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
