/** Something that the person at the keyboard can mend: its message says what to do, and is all that they get to see. JavaScript, because commands throw it before anything is installed. */
export class SetupProblem extends Error {
  name = "SetupProblem";
}
