import type { Schemas } from "@dual-high/client";
import type { Answers } from "@dual-high/kernel";

export type Receipt = Schemas["SurveyVisitReceipt"];
export type Content = Schemas["SurveyVisitContent"];
export type RoundPackage = Omit<Schemas["SurveyPackage"], "questionnaire"> & {
  readonly questionnaire: Schemas["SurveyQuestionnaire"] | null;
};
export type NewDoor = Schemas["SurveySiteDraft"];
export type OutcomeName = Content["outcome"];
export type VisitFile = NonNullable<Content["files"]>[number];

export interface DraftNeed {
  /** Made with the need, so that it is entered once. */
  readonly key: string;
  readonly title: string;
  readonly content: string;
}

/** What is typed at a door. */
export interface VisitDraft {
  /** When the door was opened on the phone, by its clock. */
  readonly visitedAt: string;
  readonly outcome: OutcomeName;
  readonly metName: string;
  readonly metTitle: string;
  readonly metPhone: string;
  readonly answers: Answers;
  readonly note: string;
  readonly needs: readonly DraftNeed[];
}

/**
 * draft: being written. ready: waits to be sent. sent: the server has it with all its photos. conflict: the server has another
 * version too. refused: the server will not have it as it is.
 */
export type KeptState = "draft" | "ready" | "sent" | "conflict" | "refused";

/** A visit as a phone keeps it. */
export interface KeptVisit {
  readonly id: string;
  readonly roundId: string;
  readonly siteId: string;
  readonly state: KeptState;
  /** Grows with every change, so that a change made on an old reading is noticed. */
  readonly stamp: number;
  /** By the phone's clock; only the order of what is sent hangs on it. */
  readonly changedAt: number;
  readonly door: NewDoor;
  /** Whether the door was found on the spot and goes with the visit. */
  readonly isNewDoor: boolean;
  readonly questionnaireNumber: number;
  readonly draft: VisitDraft;
  readonly files: readonly VisitFile[];
  /** A name for every version that was made ready; the last is what stands here. */
  readonly editions: readonly string[];
  readonly receipt: Pick<
    Receipt,
    "digest" | "standing" | "state" | "result" | "receivedAt" | "clockAheadSeconds"
  > | null;
  /** What the server had against it, in its words. */
  readonly problem: string | null;
  readonly attempts: number;
  /** Not to be sent again before, by the phone's clock. */
  readonly nextAt: number;
}

export function needOf(key: string): DraftNeed {
  return { key, title: "", content: "" };
}

/** A visit that begins now. */
export function beginVisit(
  at: Pick<KeptVisit, "roundId" | "siteId" | "door" | "isNewDoor" | "questionnaireNumber">,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): KeptVisit {
  const empty = { metName: "", metTitle: "", metPhone: "", answers: {}, note: "" };
  return {
    ...at,
    id: newId(),
    state: "draft",
    stamp: 0,
    changedAt: now,
    draft: { ...empty, visitedAt: new Date(now).toISOString(), outcome: "visited", needs: [needOf(newId())] },
    files: [],
    editions: [],
    receipt: null,
    problem: null,
    attempts: 0,
    nextAt: 0,
  };
}

/** Typing again takes a visit out of the queue until it is handed in anew. */
export function changeVisit(
  visit: KeptVisit,
  part: Partial<Pick<KeptVisit, "draft" | "files">>,
  now: number,
): KeptVisit {
  return { ...visit, ...part, state: "draft", problem: null, changedAt: now };
}

/** Hands a visit in: it goes as soon as there is a network, under a name by which its successors say what they follow. */
export function makeReady(visit: KeptVisit, edition: string): KeptVisit {
  return { ...visit, state: "ready", problem: null, attempts: 0, nextAt: 0, editions: [...visit.editions, edition] };
}

/** What of a visit goes to the server. */
export function contentOf({ siteId, isNewDoor, door, draft, questionnaireNumber, files }: KeptVisit): Content {
  const { visitedAt, outcome, metName, metTitle, metPhone, answers, note } = draft;
  const met = metName.trim() === "" ? [] : [{ name: metName, title: metTitle, phone: metPhone }];
  const needs = draft.needs
    .filter(({ title, content }) => `${title}${content}`.trim() !== "")
    .map(({ key, title, content }) => ({ key, need: { title: title.trim() || content.trim().slice(0, 60), content } }));
  return {
    siteId,
    newSite: isNewDoor ? door : null,
    outcome,
    visitedAt,
    questionnaireNumber,
    met,
    answers: outcome === "visited" ? { ...answers } : {},
    note,
    files: [...files],
    needs,
  } as Content;
}
