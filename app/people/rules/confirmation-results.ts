import type { Day } from "#app/platform/day.ts";

import type { RightLevel, Roster } from "./roster.ts";

/** Whether something has ended, ends on a day that lies ahead, or goes on; with its last day where there is one. */
type Ending = { state: "gone" | "ends" | "open"; lastDay: Day | null };

/** Something that a manager said must go, and whether it went. */
export type Settled = Ending & {
  key: string;
  person: string;
  /** The resource that the right is for; empty where the person is meant. */
  resource: string;
  level: RightLevel | null;
};

type DecidedRight = {
  id: string;
  person: string;
  resource: string;
  level: RightLevel;
  decision: "keep" | "end";
};
type AnsweredPerson = { id: string; name: string; answer: "here" | "gone" };

/** The rights that a review said must go, by what is known today. One that is not on record any more never counted. */
export function rightsThatMustGo(
  roster: Pick<Roster, "right">,
  rights: readonly DecidedRight[],
  today: Day,
): Settled[] {
  return rights
    .filter(({ decision }) => decision === "end")
    .map(({ id, person, resource, level }) => {
      const right = roster.right.find((one) => one.id === id);
      return { key: id, person, resource, level, ...lastDayOf(right ? right.endsOn : "never", today) };
    });
}

/** The people of whom an attestation said that they are gone, by what is known today. */
export function peopleWhoAreGone(
  roster: Pick<Roster, "employee">,
  people: readonly AnsweredPerson[],
  today: Day,
): Settled[] {
  return people
    .filter(({ answer }) => answer === "gone")
    .map(({ id, name }) => {
      const employee = roster.employee.find((one) => one.id === id);
      return {
        key: id,
        person: name,
        resource: "",
        level: null,
        ...lastDayOf(employee?.leftOn ?? null, today),
      };
    });
}

/** How far something has ended, by its last day: null while it goes on, `never` where it never counted. */
function lastDayOf(endsOn: Day | "never" | null, today: Day): Ending {
  if (endsOn === "never") return { state: "gone", lastDay: null };
  if (endsOn === null) return { state: "open", lastDay: null };
  return { state: endsOn < today ? "gone" : "ends", lastDay: endsOn };
}
