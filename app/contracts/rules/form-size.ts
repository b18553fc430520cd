/** How many lines a version of a contract has at most, and its form shows. */
export const mostLines = 10;
