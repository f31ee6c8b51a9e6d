import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { EVIDENCE_KIND_NAMES, type EvidenceKind, LEVELS, type ReviewState } from "./types.ts";

export const readinessError = defineErrors({
  "transformation.evidence_missing": {
    kind: "validation",
    message: {
      zh: ({ level, missing }: { readonly level: number; readonly missing: readonly Bilingual[] }) =>
        `申请 ${level} 级还缺证据：${missing.map(({ zh }) => zh).join("、")}。请先上传这类证据并选入申请。`,
      en: ({ level, missing }: { readonly level: number; readonly missing: readonly Bilingual[] }) =>
        `Level ${level} lacks evidence: ${missing.map(({ en }) => en).join(", ")}. Upload it and choose it for the application.`,
    },
  },
  "transformation.evidence_unfit": {
    kind: "validation",
    message: {
      zh: () => "所选证据有一份不属于本项目或已撤回。请重新选择。",
      en: () => "One of the chosen pieces of evidence is not of this project, or was withdrawn. Choose again.",
    },
  },
  "transformation.evidence_used": {
    kind: "conflict",
    message: {
      zh: ({ title, level }: { readonly title: string; readonly level: number }) =>
        `证据“${title}”支撑着 ${level} 级的申请或授予，不能撤回。`,
      en: ({ title, level }: { readonly title: string; readonly level: number }) =>
        `Level ${level}, applied for or granted, rests on “${title}”: it cannot be withdrawn.`,
    },
  },
  "transformation.evidence_gone": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `证据“${title}”已经撤回。请刷新页面。`,
      en: ({ title }: { readonly title: string }) => `“${title}” was withdrawn already. Reload the page.`,
    },
  },
  "transformation.level_not_higher": {
    kind: "conflict",
    message: {
      zh: ({ level, held }: { readonly level: number; readonly held: number }) =>
        `项目已是 ${held} 级，申请的 ${level} 级不高于它。请申请更高的级别。`,
      en: ({ level, held }: { readonly level: number; readonly held: number }) =>
        `The project holds level ${held} already, and ${level} is not higher. Apply for a higher one.`,
    },
  },
  "transformation.review_open": {
    kind: "conflict",
    message: {
      zh: () => "本项目还有一个级别申请在评审。请等它有了结果，或先撤回它。",
      en: () => "An application for a level is being judged. Wait for its outcome, or withdraw it first.",
    },
  },
  "transformation.reviewer_unfit": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `${name === "" ? "所选的人" : name}不能评审这个申请：评审人要是本结对有评审权限的人，且不是申请人，也没有提交所用的证据。请换人。`,
      en: ({ name }: { readonly name: string }) =>
        `${name === "" ? "Somebody chosen" : name} cannot judge this: a reviewer of the pair neither applies nor brought the evidence. Choose somebody else.`,
    },
  },
  "transformation.review_closed": {
    kind: "conflict",
    message: {
      zh: ({ level }: { readonly level: number }) => `${level} 级的申请已有结果或已撤回。请刷新页面。`,
      en: ({ level }: { readonly level: number }) =>
        `The application for level ${level} is decided or withdrawn. Reload the page.`,
    },
  },
  "transformation.not_reviewer": {
    kind: "forbidden",
    message: {
      zh: ({ level }: { readonly level: number }) => `您不是 ${level} 级申请的评审人，或已经表过态。`,
      en: ({ level }: { readonly level: number }) =>
        `You were not named to judge level ${level}, or have said already.`,
    },
  },
  "transformation.level_not_granted": {
    kind: "conflict",
    message: {
      zh: ({ level }: { readonly level: number }) => `${level} 级没有授予，或已经撤销，不能撤销。请刷新页面。`,
      en: ({ level }: { readonly level: number }) =>
        `Level ${level} was not granted, or was revoked already: there is nothing to revoke. Reload the page.`,
    },
  },
  "transformation.revocation_own": {
    kind: "forbidden",
    message: {
      zh: ({ level }: { readonly level: number }) => `${level} 级是您申请或授予的，要由另一人撤销。`,
      en: ({ level }: { readonly level: number }) =>
        `You applied for level ${level} or granted it: somebody else revokes it.`,
    },
  },
  "transformation.refusal_unreasoned": {
    kind: "validation",
    message: {
      zh: () => "不授予要写明原因，让团队知道还差什么。",
      en: () => "Say why it is refused, so that the team knows what is missing.",
    },
  },
});

interface Evidence {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly addedBy: string;
  readonly isWithdrawn: boolean;
}

/** Kinds of evidence that the level requires and that are not among these. */
export function missingKinds(level: number, kinds: readonly EvidenceKind[]): EvidenceKind[] {
  return (LEVELS[level - 1]?.requires ?? []).filter((kind) => !kinds.includes(kind));
}

/** The chosen evidence, which is enough for the level; or what stands against the application. */
export function admitApplication<E extends Evidence>(
  {
    level,
    evidenceIds,
    reviewerIds,
    applicantId,
  }: {
    readonly level: number;
    readonly evidenceIds: readonly string[];
    readonly reviewerIds: readonly string[];
    readonly applicantId: string;
  },
  {
    held,
    hasOpen,
    evidence,
    reviewers,
  }: {
    readonly held: number;
    readonly hasOpen: boolean;
    readonly evidence: readonly E[];
    /** Who may judge at all. */
    readonly reviewers: readonly { readonly id: string; readonly name: string }[];
  },
): E[] {
  if (level <= held) throw readinessError("transformation.level_not_higher", { level, held });
  if (hasOpen) throw readinessError("transformation.review_open", {});
  const chosen = evidenceIds.map((id) => evidence.find((piece) => piece.id === id && !piece.isWithdrawn));
  const known = chosen.filter((piece) => piece !== undefined);
  if (known.length < chosen.length) throw readinessError("transformation.evidence_unfit", {});
  const kinds = known.map(({ kind }) => kind);
  const missing = missingKinds(level, kinds);
  if (missing.length > 0) {
    const names = missing.map((kind) => EVIDENCE_KIND_NAMES[kind]);
    throw readinessError("transformation.evidence_missing", { level, missing: names });
  }
  for (const id of reviewerIds) {
    const reviewer = reviewers.find((person) => person.id === id);
    const isParty = id === applicantId || known.some(({ addedBy }) => addedBy === id);
    if (reviewer === undefined || isParty) {
      throw readinessError("transformation.reviewer_unfit", { name: reviewer?.name ?? "" });
    }
  }
  return known;
}

/** One refusal refuses; everybody's word grants; until then it is open. */
export function outcomeOf(verdicts: readonly ("grant" | "refuse" | null)[]): "open" | "granted" | "refused" {
  if (verdicts.includes("refuse")) return "refused";
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === "grant") ? "granted" : "open";
}

interface Granted {
  readonly level: number;
  readonly state: ReviewState;
}

/** The highest level that was granted and stands; 0 for none. */
export function heldLevel(reviews: readonly Granted[]): number {
  return Math.max(0, ...reviews.flatMap(({ level, state }) => (state === "granted" ? [level] : [])));
}

/** What is granted is revoked by neither who applied for it nor who granted it. */
export function admitRevocation(
  { level, state, appliedBy }: Granted & { readonly appliedBy: string },
  { by, grantedBy }: { readonly by: string; readonly grantedBy: readonly string[] },
): void {
  if (state !== "granted") throw readinessError("transformation.level_not_granted", { level });
  if (by === appliedBy || grantedBy.includes(by)) throw readinessError("transformation.revocation_own", { level });
}

/** Something rests on it: it is being judged, or it was granted. */
export function isStanding({ state }: { readonly state: string }): boolean {
  return state === "open" || state === "granted";
}
