import { priorityWords } from "#app/contracts/components/line-words.ts";
import { snoozeWords } from "#app/desk/components/words.ts";
import type { SnoozeChoice } from "#app/desk/snooze-end.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities, type Priority } from "#app/requests/rules/priority.ts";
import {
  isAtWork,
  nextStates,
  type RequestKind,
  type RequestState,
} from "#app/requests/rules/request-state.ts";
import type { PageAct } from "#app/ui/shell/page-acts.ts";

/** The keys of the acts on a request: the same in the queue and on its page. */
export const requestKeys = {
  take: "1",
  assign: "a",
  wait: "w",
  done: "d",
  priority: "p",
  snooze: "h",
  merge: "m",
} as const;

/** A request that acts are for, as the page shows it. */
export type ActSubject = {
  number: number;
  state: RequestState;
  kind: RequestKind;
  assigneeId: string | null;
  snoozedUntil: Date | null;
};

/** How a page does what its acts say. */
export interface DoActs {
  take: () => void;
  move: (to: RequestState) => void;
  assign: (to: string | null) => void;
  priority: (to: Priority) => void;
  snooze: (until: SnoozeChoice | "now") => void;
  /** Where the page can merge by hand. */
  merge?: () => void;
}

type Person = { id: string; name: string };

/** What a colleague can do with these requests: an act that fits none of them is left out. */
export function requestActs(
  subjects: readonly ActSubject[],
  { me, colleagues }: { me: string; colleagues: readonly Person[] },
  does: DoActs,
): PageAct[] {
  const [first] = subjects;
  if (!first) return [];
  const what = subjects.length === 1 ? `#${first.number}` : m.queue_act_requests({ count: subjects.length });
  const atWork = subjects.filter(({ state }) => isAtWork(state));
  const isFree = ({ assigneeId, state }: ActSubject): boolean =>
    assigneeId === null || (assigneeId === me && state === "new");
  const mayMove = (to: RequestState): boolean =>
    subjects.some((one) => nextStates("staff", one).includes(to));
  const acts: (PageAct | false)[] = [
    atWork.some(isFree) && act("take", m.queue_act_take({ what }), does.take),
    atWork.length > 0 &&
      act("assign", m.queue_act_assign({ what }), assignees(what, { me, colleagues }, does)),
    mayMove("waiting") && act("wait", m.queue_act_wait({ what }), () => does.move("waiting")),
    mayMove("done") && act("done", m.queue_act_done({ what }), () => does.move("done")),
    subjects.some(({ state }) => state === "waiting") && {
      id: "resume",
      label: m.queue_act_resume({ what }),
      does: () => does.move("in_progress"),
    },
    subjects.every(({ state }) => state === "done") &&
      mayMove("in_progress") && {
        id: "reopen",
        label: m.queue_act_reopen({ what }),
        does: () => does.move("in_progress"),
      },
    atWork.length > 0 && act("priority", m.queue_act_priority({ what }), priorityChoices(what, does)),
    ...(atWork.length > 0 ? snoozes(what, subjects, does) : []),
    does.merge !== undefined &&
      atWork.some(({ kind }) => kind === "plain") &&
      act("merge", m.queue_act_merge({ what }), does.merge),
  ];
  return acts.filter((one) => one !== false);
}

const act = (name: keyof typeof requestKeys, label: string, does: PageAct["does"]): PageAct => ({
  id: name,
  label,
  keys: requestKeys[name],
  does,
});

const assignees = (
  what: string,
  { me, colleagues }: { me: string; colleagues: readonly Person[] },
  does: DoActs,
): PageAct[] => [
  ...colleagues.map(({ id, name }) => ({
    id: `assign ${id}`,
    label: m.queue_act_assign_to({ what, name: id === me ? m.desk_assign_me({ name }) : name }),
    does: () => does.assign(id),
  })),
  { id: "assign nobody", label: m.queue_act_assign_nobody({ what }), does: () => does.assign(null) },
];

const priorityChoices = (what: string, does: DoActs): PageAct[] =>
  priorities.map((to) => ({
    id: `priority ${to}`,
    label: m.queue_act_priority_to({ what, priority: priorityWords[to]() }),
    does: () => does.priority(to),
  }));

const snoozeLabels: Record<SnoozeChoice, (of: { what: string }) => string> = {
  hours: m.queue_act_snooze_hours,
  tomorrow: m.queue_act_snooze_tomorrow,
  monday: m.queue_act_snooze_monday,
};

const snoozes = (what: string, subjects: readonly ActSubject[], does: DoActs): PageAct[] => [
  ...snoozeWords.map(([until]) => ({
    id: `snooze ${until}`,
    label: snoozeLabels[until]({ what }),
    keys: until === "tomorrow" ? requestKeys.snooze : undefined,
    does: () => does.snooze(until),
  })),
  ...(subjects.some(({ snoozedUntil }) => snoozedUntil !== null)
    ? [{ id: "wake", label: m.queue_act_wake({ what }), does: () => does.snooze("now") }]
    : []),
];
