import { downloadFile } from "#app/platform/download.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { log } from "#app/platform/log.server.ts";
import { oneAtATime } from "#app/platform/one-at-a-time.server.ts";

import { PaperBusyError, PaperFailedError } from "./render-paper.server.ts";

/** A PDF that a person asks for. */
type Paper = {
  userId: string;
  /** Names the document with all that it depends on: the same name asked again meanwhile gets the same file. */
  name: string;
  render: () => Promise<{ fileName: string; content: Buffer }>;
  /** The page to go back to when there is no file. */
  backTo: string;
  /** What the person reads when the document could not be written. */
  failedWords: () => string;
};

/** Answers a request for a PDF: the file, or the page that it was asked on with the reason why there is none now. One a person at a time. */
export async function answerPaper({ userId, name, render, backTo, failedWords }: Paper): Promise<Response> {
  const back = (text: string): Promise<Response> => redirectWithNotice(backTo, { kind: "low", text });
  const work = oneAtATime(userId, name, render);
  if (work === null) return back(m.pdf_one_at_a_time());
  try {
    const { fileName, content } = await work;
    return downloadFile(fileName, "application/pdf", content);
  } catch (error) {
    if (error instanceof PaperBusyError) return back(m.pdf_busy());
    if (!(error instanceof PaperFailedError)) throw error;
    log.error({ paper: name, error: error.message }, "a document could not be written as PDF");
    return back(failedWords());
  }
}
