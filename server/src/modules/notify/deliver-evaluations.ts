// What experts, bidders and the office are told of an evaluation.
import type { Role } from "../../platform/access/matrix.ts";
import type { Outbox } from "../../platform/outbox/index.ts";
import {
  bidDecided,
  conflictCleared,
  expertAnswered,
  expertInvited,
  expertWithdrawn,
  objectionAnswered,
  objectionMade,
  resultAnnounced,
  scoresSetAside,
} from "../challenges/index.ts";
import { idsOf, tell } from "./deliver.ts";

const OFFICE: readonly Role[] = ["pair_lead", "pair_officer"];
const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];

export function deliverEvaluations(outbox: Outbox): void {
  outbox.subscribe(expertInvited, "notify.expert_invited", async (tx, event) => {
    const { scopeId, challengeId, code, title, userId } = event.payload;
    await tell(tx, event, [userId], {
      scopeId,
      kind: event.type,
      title: { zh: `请您评审：${code} ${title}`, en: `You are asked to judge: ${code} ${title}` },
      path: `/evaluations/${challengeId}`,
    });
  });
  outbox.subscribe(expertAnswered, "notify.expert_answered", async (tx, event) => {
    const { scopeId, challengeId, code, name, takesPart, conflicts, invitedBy } = event.payload;
    await tell(tx, event, [invitedBy], {
      scopeId,
      kind: event.type,
      title: takesPart
        ? {
            zh: `${code}：${name} 接受评审，声明回避 ${conflicts} 项`,
            en: `${code}: ${name} judges, with ${conflicts} conflicts declared`,
          }
        : { zh: `${code}：${name} 谢绝评审，请另请专家`, en: `${code}: ${name} declines to judge; ask somebody else` },
      path: `/p/${scopeId}/challenges/${challengeId}/evaluation`,
    });
  });
  outbox.subscribe(scoresSetAside, "notify.scores_set_aside", async (tx, event) => {
    const { scopeId, challengeId, code, userId, name, number } = event.payload;
    const bid = number ?? "-";
    await tell(tx, event, [userId], {
      scopeId,
      kind: event.type,
      title: {
        zh: `${code} 第 ${bid} 号：因回避情形，您的评分已搁置，不计入结果`,
        en: `${code}, bid ${bid}: because of a conflict of interest your scores are set aside and not counted`,
      },
      path: `/evaluations/${challengeId}`,
    });
    await tell(tx, { ...event, actorId: null }, await idsOf(tx, scopeId, OFFICE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `${code} 第 ${bid} 号：${name} 的评分因回避搁置，还需要另一位专家`,
        en: `${code}, bid ${bid}: the scores of ${name} are set aside for a conflict; another expert is needed`,
      },
      path: `/p/${scopeId}/challenges/${challengeId}/evaluation`,
    });
  });
  outbox.subscribe(expertWithdrawn, "notify.expert_withdrawn", async (tx, event) => {
    const { scopeId, challengeId, code, userId, name, isOwn, setAside } = event.payload;
    if (!isOwn) {
      await tell(tx, event, [userId], {
        scopeId,
        kind: event.type,
        title: {
          zh: `${code}：您不再评审此榜，原因见页面；已给的评分不计入`,
          en: `${code}: you no longer judge this challenge; the page says why. Scores you gave are not counted`,
        },
        path: `/evaluations/${challengeId}`,
      });
    }
    if (!isOwn && setAside === 0) return;
    await tell(tx, { ...event, actorId: null }, await idsOf(tx, scopeId, OFFICE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `${code}：${name} ${isOwn ? "退出评审" : "不再评审"}，搁置评分 ${setAside} 份，请看是否还缺专家`,
        en: `${code}: ${name} ${isOwn ? "has stepped down" : "no longer judges"}; scores set aside: ${setAside}. See whether an expert is missing`,
      },
      path: `/p/${scopeId}/challenges/${challengeId}/evaluation`,
    });
  });
  outbox.subscribe(conflictCleared, "notify.conflict_cleared", async (tx, event) => {
    const { scopeId, challengeId, code, userId, numbers } = event.payload;
    if (numbers.length === 0) return;
    await tell(tx, event, [userId], {
      scopeId,
      kind: event.type,
      title: {
        zh: `${code} 第 ${numbers.join("、")} 号：经核实为同名，请您照常评审`,
        en: `${code}, bid ${numbers.join(", ")}: the conflict was a namesake's; please judge it`,
      },
      path: `/evaluations/${challengeId}`,
    });
  });
  outbox.subscribe(resultAnnounced, "notify.result_announced", async (tx, event) => {
    const { scopeId, challengeId, code, title, posterId } = event.payload;
    await tell(tx, event, await idsOf(tx, posterId, ENTERPRISE), {
      scopeId,
      kind: event.type,
      title: { zh: `${code} ${title}：结果公示`, en: `${code} ${title}: result in public notice` },
      path: `/p/${posterId ?? scopeId}/challenges/${challengeId}`,
    });
  });
  outbox.subscribe(bidDecided, "notify.bid_decided", async (tx, event) => {
    const { scopeId, code, bidId, bidTitle, readers, isChosen } = event.payload;
    await tell(tx, event, readers, {
      scopeId,
      kind: event.type,
      title: isChosen
        ? {
            zh: `${code}：拟选中“${bidTitle}”，现予公示`,
            en: `${code}: “${bidTitle}” is chosen, subject to public notice`,
          }
        : { zh: `${code}：“${bidTitle}”未选中，可查看理由`, en: `${code}: “${bidTitle}” was not chosen; read why` },
      path: `/bids/${bidId}/result`,
    });
  });
  outbox.subscribe(objectionMade, "notify.objection_made", async (tx, event) => {
    const { scopeId, challengeId, code, name } = event.payload;
    await tell(tx, event, await idsOf(tx, scopeId, OFFICE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `${code}：${name} 对结果提出异议，请答复`,
        en: `${code}: ${name} objects to the result; please answer`,
      },
      path: `/p/${scopeId}/challenges/${challengeId}/evaluation`,
    });
  });
  outbox.subscribe(objectionAnswered, "notify.objection_answered", async (tx, event) => {
    const { scopeId, code, bidId, userId, isUpheld } = event.payload;
    if (bidId === null) return;
    await tell(tx, event, [userId], {
      scopeId,
      kind: event.type,
      title: isUpheld
        ? {
            zh: `${code}：您的异议成立，将重新评审`,
            en: `${code}: your objection was upheld; it will be evaluated again`,
          }
        : { zh: `${code}：您的异议已答复`, en: `${code}: your objection was answered` },
      path: `/bids/${bidId}/result`,
    });
  });
}
