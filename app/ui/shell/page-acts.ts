import { searchKey } from "#app/platform/search-key.ts";

/** Something that the page lets this person do: the palette lists it, and its key does it. */
export type PageAct = {
  id: string;
  /** What it does, and with what: in the palette it is read by itself. */
  label: string;
  /** Its key on this page. */
  keys?: string | undefined;
  /** Does it; or what there is to choose from first. */
  does: (() => void) | readonly PageAct[];
};

type ReadActs = () => readonly PageAct[];
const none: ReadActs = () => [];

let offered = none;
let showChoices: ((choices: readonly PageAct[]) => void) | null = null;

/** Offers what a page can do, until the function that it answers is called. The acts are read when they are asked for. */
export function offerActs(acts: ReadActs): () => void {
  offered = acts;
  return () => {
    if (offered === acts) offered = none;
  };
}

/** What the page in front can do now. */
export const actsOfPage = (): readonly PageAct[] => offered();

/** Names who shows the choices of an act: the palette. Until the function that it answers is called. */
export function onChoices(show: (choices: readonly PageAct[]) => void): () => void {
  showChoices = show;
  return () => {
    if (showChoices === show) showChoices = null;
  };
}

/** Does an act, or shows what there is to choose from. */
export function doAct({ does }: PageAct): void {
  if (typeof does === "function") does();
  else showChoices?.(does);
}

/** The acts whose words hold each word that was typed, choices among them; as they are for nothing typed. */
export function findActs(acts: readonly PageAct[], typed: string): readonly PageAct[] {
  const wanted = searchKey(typed).split(" ").filter(Boolean);
  if (wanted.length === 0) return acts;
  return acts
    .flatMap((act) => (typeof act.does === "function" ? [act] : act.does))
    .filter(({ label }) => wanted.every((word) => searchKey(label).includes(word)));
}
