import { deskAccess } from "#app/desk/access.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientRole } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { holds, type Answers } from "./answers.ts";
import type { ApprovingGroup, StepRule } from "./definition.ts";

/** Somebody at the client, with what they may still approve this month (null: any amount). */
export type Colleague = { userId: string; name: string; role: ClientRole; leftMinor: number | null };

/** Who approves for whom, and on which days. */
export type StandIn = { userId: string; standInId: string; from: Day; until: Day };

/** A step as it is kept with the request: `userIds` are those who may approve; none at the MSP, where a permission decides. */
export type PlannedStep = {
  group: ApprovingGroup;
  insteadOf: Exclude<ApprovingGroup, "msp"> | null;
  needed: number;
  userIds: string[];
};

/** The roles that each group of a client's people are chosen by. */
export const rolesOf: Record<Exclude<ApprovingGroup, "msp">, readonly ClientRole[]> = {
  approver: ["approver", "manager"],
  finance: ["finance", "manager"],
  manager: ["manager"],
};
const next: Record<Exclude<ApprovingGroup, "msp">, ApprovingGroup> = {
  approver: "manager",
  finance: "manager",
  manager: "msp",
};

export type ChainFacts = {
  amountMinor: number;
  answers: Answers;
  requesterId: string;
  /** The requester could not prove who they are: somebody else at the client does it for them. */
  needsSecondPerson: boolean;
  colleagues: readonly Colleague[];
};

/**
 * The steps that a request has to pass, in order. The requester is in none of them. Where too few of a group may approve the amount, it
 * goes to the next group, at last to the MSP, and the step says instead of whom.
 */
export function planSteps(rules: readonly StepRule[], facts: ChainFacts): PlannedStep[] {
  const wanted = rules.filter(
    (rule) =>
      holds(rule.show, facts.answers) && (rule.overMinor === undefined || facts.amountMinor > rule.overMinor),
  );
  const planned = wanted.map((rule) => planStep(rule, facts));
  const checked = planned.some(({ group }) => group !== "msp");
  if (facts.needsSecondPerson && !checked) planned.unshift(planStep({ group: "approver", needed: 1 }, facts));
  // Two steps that both fell to the MSP are one.
  return planned.filter(
    (step, at) => step.group !== "msp" || planned.findIndex(({ group }) => group === "msp") === at,
  );
}

function planStep(rule: StepRule, facts: ChainFacts): PlannedStep {
  if (rule.group === "msp") return { group: "msp", insteadOf: null, needed: 1, userIds: [] };
  for (let group: ApprovingGroup = rule.group; group !== "msp"; group = next[group]) {
    const userIds = mayApprove(group, facts);
    if (userIds.length >= rule.needed)
      return { group, insteadOf: group === rule.group ? null : rule.group, needed: rule.needed, userIds };
  }
  return { group: "msp", insteadOf: rule.group, needed: 1, userIds: [] };
}

function mayApprove(group: Exclude<ApprovingGroup, "msp">, facts: ChainFacts): string[] {
  return facts.colleagues
    .filter(
      ({ userId, role, leftMinor }) =>
        userId !== facts.requesterId &&
        rolesOf[group].includes(role) &&
        (leftMinor === null || leftMinor >= facts.amountMinor),
    )
    .map(({ userId }) => userId);
}

export type DecideRefusal = "not-yours" | "own-request" | "decided-already" | "over-budget";

/** The decisions of the open step so far. */
export type GivenDecision = { userId: string; decidedBy: string };
/** The open step of a request: who may approve, and what was decided. */
export type OpenStep = {
  group: ApprovingGroup;
  userIds: readonly string[];
  given: readonly GivenDecision[];
};

/** What decides who may decide on a request, at one moment. */
export type DecideFacts = {
  requesterId: string | null;
  standIns: readonly StandIn[];
  today: Day;
  /** The client's people, with what each may still approve this month. */
  colleagues: readonly Pick<Colleague, "userId" | "role" | "leftMinor">[];
  amountMinor: number;
};

/**
 * Whose approval somebody's decision is: their own, or that of whom they stand in for today. Nobody decides on their own request, not
 * even for another, and nobody twice. What counts is the role of today: for who left the client or the step's group nobody decides, and no
 * stand-in who approves nothing any more. An approval takes the amount off the budget of whose it is;
 * who has too little left can still refuse.
 */
export function decidesAs(
  userId: string,
  outcome: "approved" | "refused",
  step: OpenStep,
  facts: DecideFacts,
): Result<string, DecideRefusal> {
  if (userId === facts.requesterId) return refuse("own-request");
  const { group } = step;
  const inGroup = facts.colleagues.filter(({ role }) => group !== "msp" && rolesOf[group].includes(role));
  const self = facts.colleagues.find((one) => one.userId === userId);
  if (!self || !may({ kind: "client", role: self.role }, deskAccess.approve)) return refuse("not-yours");
  const mine = [
    userId,
    ...facts.standIns
      .filter((one) => one.standInId === userId && one.from <= facts.today && facts.today <= one.until)
      .map((one) => one.userId),
  ].flatMap((id) => (step.userIds.includes(id) ? inGroup.filter((one) => one.userId === id) : []));
  if (mine.length === 0) return refuse("not-yours");
  if (step.given.some(({ decidedBy }) => decidedBy === userId)) return refuse("decided-already");
  const open = mine.filter((one) => !step.given.some((given) => given.userId === one.userId));
  if (open.length === 0) return refuse("decided-already");
  const as = open.find(
    ({ leftMinor }) => outcome === "refused" || leftMinor === null || leftMinor >= facts.amountMinor,
  );
  return as ? ok(as.userId) : refuse("over-budget");
}

/** Everybody who may decide on a step now, if only to refuse: its approvers and who stands in for them today. */
export function listDeciders(step: OpenStep, facts: DecideFacts): string[] {
  const people = new Set([...step.userIds, ...facts.standIns.map(({ standInId }) => standInId)]);
  return [...people].filter((id) => decidesAs(id, "refused", step, facts).ok);
}
