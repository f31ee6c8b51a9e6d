import type { Bilingual } from "@dual-high/kernel";
import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingSource } from "../../../platform/ports.ts";
import { type EvaluationStanding, listEvaluationStandings } from "./waiting-queries.ts";

interface Step {
  /** Whose it is: of those who decide, or of those who see to the evaluation. */
  readonly by: "decide" | "manage";
  readonly title: Bilingual;
  readonly action: Bilingual;
  readonly since: string;
  readonly due: string | null;
  /** Not this person's, who decided. */
  readonly notBy?: string | null;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });

/** The one thing that a challenge waits for between its opening and its award; null while it is others' turn. */
function nextStep(standing: EvaluationStanding): Step | null {
  const { state, stateSince: since, closedAt, isClosed, decidedBy, dueOn, isDueSoon } = standing;
  const { bids, unanswered, short, unscored, isNoticeOver, noticeEndsAt, openObjections, upheld } = standing;
  const decide = { by: "decide", since, due: null } as const;
  const manage = { by: "manage", since, due: dueOn } as const;
  if (state === "opened") {
    return {
      ...decide,
      title: say("已开标，待开始评审", "opened; the evaluation is to begin"),
      action: say("开始评审", "Begin"),
    };
  }
  if (state === "applied") {
    return {
      ...decide,
      title: say("联合申报已受理，待公示", "the joint application is in; public notice is next"),
      action: say("公示", "Give notice"),
    };
  }
  if (state === "decided") {
    return {
      ...decide,
      title: say("已作出决定，待公示", "decided; public notice is next"),
      action: say("公示", "Give notice"),
    };
  }
  if (state === "in_evaluation" && isClosed) {
    return {
      ...decide,
      since: closedAt ?? since,
      title: say("评分已截止，待作出决定", "the scoring is closed; it is to be decided"),
      action: say("作出决定", "Decide"),
    };
  }
  if (state === "in_evaluation") {
    if (bids > 0 && unscored === 0) {
      return {
        ...manage,
        title: say("评分已齐，待截止", "every bid is scored; close the scoring"),
        action: say("截止评分", "Close"),
      };
    }
    if (short > 0 && unanswered === 0) {
      return {
        ...manage,
        title: say(`${short} 个揭榜方还缺专家`, `${short} ${short === 1 ? "bid lacks" : "bids lack"} experts`),
        action: say("邀请专家", "Ask experts"),
      };
    }
    if (!isDueSoon) return null;
    return {
      ...manage,
      title: say(`评分期限 ${dueOn}，${unscored} 个揭榜方未评满`, `scores are due on ${dueOn}; ${unscored} to go`),
      action: say("看进度", "See who is missing"),
    };
  }
  if (upheld > 0) {
    return {
      ...decide,
      title: say("异议成立，待重新评审", "an objection was upheld; evaluate again"),
      action: say("重新评审", "Evaluate again"),
    };
  }
  if (openObjections > 0) {
    return {
      by: "manage",
      since,
      due: null,
      notBy: decidedBy,
      title: say(
        `${openObjections} 条异议待答复`,
        `${openObjections} ${openObjections === 1 ? "objection awaits" : "objections await"} an answer`,
      ),
      action: say("答复", "Answer"),
    };
  }
  if (!isNoticeOver) return null;
  return {
    ...decide,
    since: noticeEndsAt ?? since,
    notBy: decidedBy,
    title: say("公示期满，待授榜", "the notice is over; it is to be awarded"),
    action: say("授榜", "Award"),
  };
}

/** For the office: the step that each challenge waits for between its opening and its award. */
export const evaluationsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const may = {
    decide: mayIn(caller, "challenge.decide", scopeId),
    manage: mayIn(caller, "evaluation.manage", scopeId),
  };
  if (!may.decide && !may.manage) return [];
  return (await listEvaluationStandings(tx, scopeId)).flatMap((standing) => {
    const step = nextStep(standing);
    if (step === null || !may[step.by] || step.notBy === caller.userId) return [];
    const { id, code, title } = standing;
    return [
      {
        kind: "evaluation",
        id,
        title: { zh: `${code} ${title}：${step.title.zh}`, en: `${code} ${title}: ${step.title.en}` },
        path: `/p/${scopeId}/challenges/${id}/evaluation`,
        since: step.since,
        due: step.due,
        action: step.action,
      },
    ];
  });
};
