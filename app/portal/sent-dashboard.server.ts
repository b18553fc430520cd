import { buysHours } from "#app/billing/rules/topup-mode.ts";
import { topupLineWords } from "#app/billing/topup/topup-line-words.server.ts";
import type { TopupLine } from "#app/billing/topup/topup-line.server.ts";
import { contractCardOf } from "#app/contracts/contract-card.server.ts";
import { natureWord, shortSum } from "#app/hours/components/words.ts";
import { packCourse } from "#app/hours/rules/packed-course.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { stateTone, stateWord } from "#app/requests/components/words.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import type { Tone } from "#app/ui/badge.tsx";

import type { DashboardPage } from "./dashboard-page.server.ts";
import { forYouWords } from "./for-you-words.server.ts";

export type SentDashboard = ReturnType<typeof sentDashboard>;

/**
 * A client's dashboard as it goes to the browser: what is no more than read there is worded here, in the reader's language, so that
 * the page's script needs neither the words of three languages nor the rules that choose among them.
 */
export function sentDashboard(page: DashboardPage, topup: TopupLine | null, mspName: string) {
  const { part, firstName, course, recent, requests, contract, forYou, forecast, ...rest } = page;
  return {
    ...rest,
    greeting: greetings[part]({ name: firstName }),
    course: packCourse(course),
    // Where hours are topped up, the balance doesn't run down to nothing.
    forecast: forecast && { ...forecast, emptyOn: topup && topsUp(topup) ? null : forecast.emptyOn },
    recent: recent.map((entry) => ({
      id: entry.id,
      title: entry.title,
      detail: detailOf(entry),
      minutes: formatMinutes(entry.billable),
    })),
    noWork: recent.length === 0 ? m.hours_no_work_text({ msp: mspName }) : null,
    requests: requests.map(({ id, title, state, approved }) => ({ id, title, ...lookOf(state, approved) })),
    contract: contract && contractCardOf(contract, page.today),
    forYou: forYou.map(forYouWords),
    topup: topup && topupLineWords(topup),
  };
}

const topsUp = ({ mode, paused }: TopupLine): boolean => buysHours(mode) && !paused;

const greetings = {
  morning: m.hours_greet_morning,
  afternoon: m.hours_greet_afternoon,
  evening: m.hours_greet_evening,
  night: m.hours_greet_night,
};

/** When, by whom, what kind of work, and its arithmetic in a line. */
function detailOf(entry: DashboardPage["recent"][number]): string {
  return [
    formatDay(entry.workedOn, "short"),
    entry.bookedOn !== entry.workedOn && m.hours_booked_on({ day: formatDay(entry.bookedOn, "short") }),
    entry.engineer,
    natureWord(entry.nature),
    shortSum(entry.steps),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The states that a client reads in words of its own. */
const own: Partial<Record<RequestState, { word: () => string; tone: Tone }>> = {
  new: { word: m.hours_state_new, tone: "info" },
  in_progress: { word: m.hours_state_in_progress, tone: "good" },
  waiting: { word: m.hours_state_waiting, tone: "low" },
};

function lookOf(state: RequestState, approved: boolean): { word: string; tone: Tone } {
  if (state === "new" && approved) return { word: m.desk_state_approved(), tone: "info" };
  const { word, tone } = own[state] ?? { word: () => stateWord(state), tone: stateTone(state) };
  return { word: word(), tone };
}
