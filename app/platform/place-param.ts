/** The name under which a form's address says for which client its page was made. */
export const placeParam = "place";
