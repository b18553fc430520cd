/** One thing that waits for the MSP's people, as the module that knows of it tells. */
export type TodoItem<Kind extends string = string> = {
  kind: Kind;
  id: string;
  /** What it is about, in words. */
  title: string;
  clientName: string | null;
  /** Who asked, worked or is concerned. */
  who: string | null;
  /** Why it is there, where its title and kind leave that open. */
  why?: string;
  since: Date;
  to: string;
};
