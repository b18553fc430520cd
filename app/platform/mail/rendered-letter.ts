/** A file that goes with a letter, made as it is sent. */
export type LetterAttachment = { filename: string; content: Buffer; contentType: string };

/** A letter as it goes to the mail server. */
export type RenderedLetter = {
  subject: string;
  html: string;
  text: string;
  attachments?: LetterAttachment[];
};
