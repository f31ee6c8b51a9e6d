import type { Answers } from "@dual-high/kernel";

export type OutcomeName = "visited" | "refused" | "moved_out" | "nobody_there";

export interface DraftNeed {
  /** Made with the need, so that it is entered once. */
  readonly key: string;
  readonly title: string;
  readonly content: string;
}

/** What is typed at a door, kept on the phone until the server has it. */
export interface VisitDraft {
  /** Made when the first key is struck, so that the visit is the same however often it is sent. */
  readonly visitId: string;
  /** When the page was opened, by the phone's clock; part of what is sent, so that it stays the same when it is sent again. */
  readonly visitedAt: string;
  readonly outcome: OutcomeName;
  readonly metName: string;
  readonly metTitle: string;
  readonly metPhone: string;
  readonly answers: Answers;
  readonly note: string;
  readonly needs: readonly DraftNeed[];
}

export function draftNameOf(siteId: string): string {
  return `survey-visit:${siteId}`;
}
