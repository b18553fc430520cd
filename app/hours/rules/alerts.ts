/** At which level somebody wants to be told: the account's own warning level, whole minutes, or percent of the last block. */
export type AlertLevel = { kind: "account" | "minutes" | "percent"; level: number };

export type AlertFacts = {
  /** What is left, below zero what is owed, in minutes. */
  postedMinutes: number;
  thresholdMinutes: number;
  /** The block that came last, in minutes; null when there never was one. */
  lastBlockMinutes: number | null;
};

/** The balance, in minutes, at and below which an alert speaks; null for a part of a block that never was. */
export function alertMinutes(
  alert: AlertLevel,
  facts: Pick<AlertFacts, "thresholdMinutes" | "lastBlockMinutes">,
): number | null {
  if (alert.kind === "account") return facts.thresholdMinutes;
  if (alert.kind === "minutes") return alert.level;
  return facts.lastBlockMinutes === null ? null : Math.floor((facts.lastBlockMinutes * alert.level) / 100);
}

export type WatchedAlert = AlertLevel & { id: string; openEpisodeId: string | null };
export type AlertVerdict = { opens: { alertId: string; levelMinutes: number }[]; closes: string[] };

/** Which episodes begin and which end, told the balance now. An account that never held or owed anything says nothing. */
export function judgeAlerts(alerts: readonly WatchedAlert[], facts: AlertFacts): AlertVerdict {
  const quiet = facts.lastBlockMinutes === null && facts.postedMinutes >= 0;
  const verdict: AlertVerdict = { opens: [], closes: [] };
  for (const alert of alerts) {
    const levelMinutes = alertMinutes(alert, facts);
    const low = !quiet && levelMinutes !== null && facts.postedMinutes <= levelMinutes;
    if (low && alert.openEpisodeId === null) verdict.opens.push({ alertId: alert.id, levelMinutes });
    if (!low && alert.openEpisodeId !== null) verdict.closes.push(alert.openEpisodeId);
  }
  return verdict;
}
