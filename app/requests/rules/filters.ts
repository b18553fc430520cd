/** The chips above the staff's list of requests. */
export const requestFilters = ["open", "new", "mine", "waiting", "done"] as const;
export type RequestFilter = (typeof requestFilters)[number];

/** The chips above the staff's list of clients. */
export const clientFilters = ["low", "all", "managed"] as const;
export type ClientFilter = (typeof clientFilters)[number];
