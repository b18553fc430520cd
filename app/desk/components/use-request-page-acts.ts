import { useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";

import type { ChangePanel } from "#app/desk/change-panel.server.ts";
import { useQueueNeighbours, type Listed } from "#app/desk/components/queue-place.ts";
import { requestActs, type ActSubject } from "#app/desk/components/request-acts.ts";
import { textAreaOf } from "#app/desk/components/use-draft.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import type { PageAct } from "#app/ui/shell/page-acts.ts";
import { usePageActs } from "#app/ui/shell/use-page-acts.ts";

interface RequestPageActs {
  request: Omit<ActSubject, "kind"> & { id: string; merged: unknown };
  change: Pick<ChangePanel, "lines"> | null;
  me: string;
  colleagues: readonly { id: string; name: string }[];
  /** The request on which the reader's timer runs. */
  timerOn: string | null;
  mayWork: boolean;
  keysOn: boolean;
}

type Send = (fields: Record<string, string>) => void;

/**
 * What the palette and the keys do on a request's page: as `requestActs` says, its checklist, its fields, its timer, the next and previous one of
 * the queue. After an act that took its own button away the focus is on how the request stands.
 */
export function useRequestPageActs(page: RequestPageActs): ReturnType<typeof useQueueNeighbours> {
  const submit = useSubmit();
  const navigate = useNavigate();
  const acted = useFocusAfterAct();
  const neighbours = useQueueNeighbours(page.request.id);
  const send: Send = (fields) => {
    acted();
    submit(fields, { method: "post" });
  };
  usePageActs(() => {
    const goes = walkActs(neighbours, (id) => navigate(`/staff/requests/${id}`));
    if (!page.mayWork) return goes;
    return [
      ...ownActs(page, send),
      ...checklistActs(page, send),
      ...fieldActs(),
      ...timerActs(page, send),
      ...goes,
    ];
  }, page.keysOn);
  return neighbours;
}

function useFocusAfterAct(): () => void {
  const acted = useRef(false);
  const { state } = useNavigation();
  useEffect(() => {
    if (state !== "idle" || !acted.current) return;
    acted.current = false;
    if (document.activeElement === document.body) document.getElementById("request-standing")?.focus();
  }, [state]);
  return () => {
    acted.current = true;
  };
}

function ownActs({ request, change, me, colleagues }: RequestPageActs, send: Send): PageAct[] {
  if (request.merged) return [];
  const subject: ActSubject = { ...request, kind: change ? "change" : "plain" };
  return requestActs(
    [subject],
    { me, colleagues },
    {
      take: () => send({ intent: "take" }),
      move: (to) => send({ intent: "move", from: request.state, to }),
      assign: (to) => send({ intent: "assign", from: request.assigneeId ?? "", to: to ?? "" }),
      priority: (to) => send({ intent: "priority", to }),
      snooze: (until) => send({ intent: "snooze", until }),
    },
  );
}

function checklistActs({ request, change }: RequestPageActs, send: Send): PageAct[] {
  if (!change || !isAtWork(request.state)) return [];
  const open = change.lines.filter(({ doneAt }) => doneAt === null);
  const focused = document.activeElement?.closest<HTMLElement>("[data-focus-group]")?.dataset["focusGroup"];
  const first = open.find(({ position }) => `line-${position}` === focused) ?? open[0];
  return [
    ...open.map((line) => ({
      id: `line ${line.position}`,
      label: m.queue_act_tick({ line: line.text }),
      keys: line === first ? "x" : undefined,
      does: () => tickLine(line.position),
    })),
    {
      id: "complete",
      label: m.queue_act_complete({ number: request.number }),
      keys: "d",
      does: () => send({ intent: "complete", from: request.state }),
    },
  ];
}

/** As its own button does, with what is typed as proof. */
function tickLine(position: number): void {
  document
    .querySelector<HTMLButtonElement>(`[data-focus-group="line-${position}"] button[name=intent][value=line]`)
    ?.click();
}

const fieldActs = (): PageAct[] =>
  [
    { id: "reply", label: m.queue_act_reply(), keys: "r" },
    { id: "note", label: m.queue_act_note(), keys: "n" },
  ].map((act) => ({ ...act, does: () => focusField(act.id) }));

function focusField(id: string): void {
  const field = textAreaOf(id);
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
}

function timerActs({ request, timerOn }: RequestPageActs, send: Send): PageAct[] {
  const timer = (act: "start" | "stop" | "discard", label: string): PageAct => ({
    id: `timer ${act}`,
    label,
    does: () => send({ intent: "timer", act }),
  });
  if (timerOn === null) return [timer("start", m.queue_timer_start())];
  if (timerOn !== request.id) return [];
  return [timer("stop", m.queue_timer_stop()), timer("discard", m.queue_timer_discard())];
}

function walkActs(
  { before, after }: { before: Listed | null; after: Listed | null },
  go: (id: string) => void,
): PageAct[] {
  return [
    ...(after
      ? [
          {
            id: "next",
            label: m.queue_act_next({ number: after.number }),
            keys: "j",
            does: () => go(after.id),
          },
        ]
      : []),
    ...(before
      ? [
          {
            id: "previous",
            label: m.queue_act_previous({ number: before.number }),
            keys: "k",
            does: () => go(before.id),
          },
        ]
      : []),
  ];
}
