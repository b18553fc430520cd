/** Something that the person at the keyboard can mend: its message says what to do, and is all that he gets to see. */
export class SetupProblem extends Error {
  override name = "SetupProblem";
}
