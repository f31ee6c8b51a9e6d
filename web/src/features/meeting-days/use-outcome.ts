import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { type DayMeeting, dayQuery, type MeetingDay, type Outcome } from "./data.ts";

export interface OutcomeValues {
  readonly outcome: Outcome | null;
  readonly nextStep: string;
  readonly nextOn: string;
  readonly note: string;
}

export type SaveState = "saved" | "saving" | "unsaved" | "clash";

const SETTLE_MS = 900;

function valuesOf({ outcome, nextStep, nextOn, note }: DayMeeting): OutcomeValues {
  return { outcome, nextStep, nextOn: nextOn ?? "", note };
}

function isSame(one: OutcomeValues, other: OutcomeValues): boolean {
  return (
    one.outcome === other.outcome &&
    one.nextStep.trim() === other.nextStep.trim() &&
    one.nextOn === other.nextOn &&
    one.note.trim() === other.note.trim()
  );
}

interface OutcomeForm {
  readonly values: OutcomeValues;
  readonly state: SaveState;
  /** What the server had against it. */
  readonly problem: string;
  readonly change: (part: Partial<OutcomeValues>) => void;
  readonly toLedger: () => void;
  /** After a clash: what was typed here stays, or gives way. */
  readonly settle: (keep: "mine" | "theirs") => void;
}

/**
 * What came of a meeting, saved by itself a moment after the last touch, one request at a time. What is typed is also kept on
 * the phone until the server has it; of a meeting that somebody else recorded meanwhile neither version is lost.
 */
export function useOutcome(day: MeetingDay, meeting: DayMeeting): OutcomeForm {
  const queryClient = useQueryClient();
  const draft = useDraft<OutcomeValues>(`meeting-outcome:${meeting.id}`, valuesOf(meeting));
  const [state, setState] = useState<SaveState>(draft.restoredFrom === null ? "saved" : "unsaved");
  const [problem, setProblem] = useState("");
  // The page hears of an answer a moment later than this form does, and what is typed in between builds on the answer.
  const [answered, setAnswered] = useState(meeting);
  const known = answered.version > meeting.version ? answered : meeting;
  const latest = useRef(draft.value);
  const version = useRef(meeting.version);
  const isSending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTouched = state !== "saved";
  // What others recorded is shown at once where nothing was typed here.
  const values = isTouched ? draft.value : valuesOf(known);
  useEffect(() => {
    if (state === "saved") version.current = known.version;
  }, [state, known.version]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = async (toLedger: boolean): Promise<void> => {
    clearTimeout(timer.current);
    const sent = latest.current;
    if (sent.outcome === null || isSending.current) return;
    isSending.current = true;
    setState("saving");
    setProblem("");
    try {
      const { outcome, nextStep, nextOn, note } = sent;
      const next = await api.put("/api/meeting-days/{dayId}/meetings/{meetingId}/outcome", {
        params: { path: { dayId: day.id, meetingId: meeting.id }, header: ifMatch({ version: version.current }) },
        body: {
          outcome,
          nextStep: nextStep.trim(),
          nextOn: nextOn === "" ? null : nextOn,
          note: note.trim(),
          toLedger,
        },
      });
      const kept = next.meetings.find(({ id }) => id === meeting.id);
      if (kept !== undefined) {
        version.current = kept.version;
        setAnswered(kept);
      }
      queryClient.setQueryData(dayQuery(day.id).queryKey, next);
      isSending.current = false;
      if (isSame(latest.current, sent)) {
        draft.clear();
        setState("saved");
      } else await send(false);
    } catch (error) {
      isSending.current = false;
      setProblem(isProblem(error) ? error.detail : String(error));
      setState(isProblem(error, 412) ? "clash" : "unsaved");
    }
  };
  const change = (part: Partial<OutcomeValues>) => {
    latest.current = { ...values, ...part };
    draft.change(latest.current);
    setState("unsaved");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(false), part.outcome === undefined ? SETTLE_MS : 0);
  };
  const settle = async (keep: "mine" | "theirs") => {
    const now = await queryClient.fetchQuery({ ...dayQuery(day.id), staleTime: 0 });
    version.current = now.meetings.find(({ id }) => id === meeting.id)?.version ?? version.current;
    setProblem("");
    if (keep === "mine") return send(false);
    draft.clear();
    setState("saved");
  };
  const toLedger = () => {
    latest.current = values;
    void send(true);
  };
  return { values, state, problem, change, toLedger, settle: (keep) => void settle(keep) };
}
