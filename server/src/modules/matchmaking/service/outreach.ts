// Reaching people who have no account: links that we send, and what comes back.
import { authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Config } from "../../../platform/config.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import {
  answerLink,
  createLink,
  findScope,
  forwardLink,
  type Link,
  type LinkTrace,
  listLinksTo,
  openLink,
  revokeLinksTo,
  takeAttempt,
} from "../../identity/index.ts";
import { findNeed, isNeedRestricted } from "../../needs/index.ts";
import { isSamplePair } from "../../pairs/index.ts";
import { matchAnswered, matchShown } from "../events.ts";
import { cardOf, forwardText, pasteText, pathOf } from "../outreach-wording.ts";
import { insertFeedback } from "../queries/decisions.ts";
import { findLineRow, insertEntry, type LineRow, updateLine } from "../queries/ledger.ts";
import {
  type AnswerRow,
  countForward,
  findOutreachRow,
  insertAnswer,
  insertOutreach,
  listAnswers,
  listOutreachRows,
  listSharedMatchRows,
  type OutreachRow,
  revokeOutreachRow,
} from "../queries/outreach.ts";
import { findCandidateRow, findLatestCandidate, findLatestRunNeed, findRunNeedRow } from "../queries/runs.ts";
import { matchError } from "../rules.ts";
import type {
  Outreach,
  OutreachAnswer,
  OutreachDraft,
  OutreachForwarded,
  OutreachMade,
  OutreachShown,
  OutreachView,
  SharedMatch,
} from "../types.ts";
import { featuresOf } from "./decide.ts";
import { getCompletedRun, type Named, namesFor, requireAllowed, requireFound, zoneOf } from "./found.ts";
import { openLineFor } from "./lines.ts";

const PURPOSE = "matchmaking.answer";
/** A chain of passing on ends somewhere: whoever is the twentieth is asked to write to us. */
const MOST_FORWARDS = 20;
const SEND: Permission = "outreach.send";

type About = Pick<OutreachRow, "zoneId" | "scopeId" | "needId" | "partnerKind" | "partnerId" | "runId"> & {
  readonly shown: Omit<OutreachShown, "audience" | "pairName" | "isSample">;
};

/** A link about a need and a partner that a run suggests. */
export async function reachCandidate(
  ctx: Ctx,
  where: { readonly runId: string; readonly candidateId: string },
  draft: OutreachDraft,
  origin: string,
): Promise<OutreachMade> {
  return transact(ctx, async (tx) => {
    const run = await getCompletedRun(tx, ctx.caller, SEND, where.runId);
    const candidate = requireFound(await findCandidateRow(tx, run, where.candidateId));
    const need = requireFound(await findRunNeedRow(tx, run, candidate.needId));
    return makeOutreach(ctx, tx, draft, origin, {
      zoneId: run.zoneId,
      scopeId: run.scopeId,
      needId: need.id,
      partnerKind: candidate.kind,
      partnerId: candidate.partnerId,
      runId: run.id,
      shown: {
        needNumber: need.number,
        needTitle: need.title,
        needText: need.content,
        enterprise: need.enterprise,
        partnerName: candidate.name,
        partnerUnit: candidate.unit,
        reason: candidate.reason,
        terms: candidate.shared.map(({ term }) => term),
      },
    });
  });
}

/** A link about a line of the ledger. What the newest run says of the two goes with it. */
export async function reachLine(ctx: Ctx, lineId: string, draft: OutreachDraft, origin: string): Promise<OutreachMade> {
  return transact(ctx, async (tx) => {
    const line = requireAllowed(ctx.caller, SEND, await findLineRow(tx, lineId));
    const candidate = await findLatestCandidate(tx, line);
    const need = await findLatestRunNeed(tx, line.scopeId, line.needId);
    return makeOutreach(ctx, tx, draft, origin, {
      zoneId: line.zoneId,
      scopeId: line.scopeId,
      needId: line.needId,
      partnerKind: line.partnerKind,
      partnerId: line.partnerId,
      runId: candidate?.runId ?? line.runId,
      shown: {
        needNumber: line.needNumber,
        needTitle: line.needTitle,
        needText: need?.content ?? "",
        enterprise: line.enterprise,
        partnerName: line.partnerName,
        partnerUnit: line.partnerUnit,
        reason: candidate?.reason ?? null,
        terms: candidate?.shared.map(({ term }) => term) ?? [],
      },
    });
  });
}

/** A link about a need alone, to ask around with: whoever is interested says who they are. */
export async function reachNeed(
  ctx: Ctx,
  where: { readonly scopeId: string; readonly needId: string },
  draft: OutreachDraft,
  origin: string,
): Promise<OutreachMade> {
  authorize(ctx.caller, SEND, where.scopeId);
  return transact(ctx, async (tx) => {
    const need = requireFound(await findLatestRunNeed(tx, where.scopeId, where.needId));
    return makeOutreach(ctx, tx, draft, origin, {
      ...where,
      zoneId: await zoneOf(tx, where.scopeId),
      partnerKind: null,
      partnerId: null,
      runId: need.runId,
      shown: {
        needNumber: need.number,
        needTitle: need.title,
        needText: need.content,
        enterprise: need.enterprise,
        partnerName: null,
        partnerUnit: null,
        reason: null,
        terms: [],
      },
    });
  });
}

async function makeOutreach(
  ctx: Ctx,
  tx: Tx,
  { audience, days }: OutreachDraft,
  origin: string,
  { shown: told, ...about }: About,
): Promise<OutreachMade> {
  const { scopeId, zoneId } = about;
  const id = newId();
  const pair = requireFound(await findScope(tx, scopeId));
  const shown: OutreachShown = { audience, pairName: pair.name, isSample: await isSamplePair(tx, scopeId), ...told };
  const { token, expiresAt } = await createLink(tx, {
    purpose: PURPOSE,
    scopeId,
    subject: { kind: "outreach", id },
    days,
  });
  await insertOutreach(tx, { ...about, id, audience, shown, expiresAt, createdBy: ctx.caller.userId });
  await audit(tx, {
    scopeId,
    zoneId,
    action: "outreach.link_made",
    subjectKind: "outreach",
    subjectId: id,
    details: { audience, needId: about.needId, partnerKind: about.partnerKind, partnerId: about.partnerId, days },
  });
  if (audience === "enterprise" && shown.partnerName !== null) {
    const { needId } = about;
    const enterpriseId = (await findNeed(tx, needId))?.enterpriseId ?? null;
    if (enterpriseId !== null) {
      const { needNumber: number, partnerName } = shown;
      const payload = { scopeId, needId, enterpriseId, number, partnerName };
      await ctx.outbox.emit(tx, matchShown, { aggregate: `outreach:${id}`, scopeId, payload });
    }
  }
  const path = pathOf(token);
  const url = `${origin}${path}`;
  return {
    id,
    token,
    path,
    url,
    expiresAt,
    text: pasteText(shown, url, expiresAt),
    card: cardOf(shown, url, expiresAt),
  };
}

export async function listOutreach(
  ctx: Ctx,
  scopeId: string,
  query: { readonly before: string | null; readonly limit: number; readonly needId: string | null },
): Promise<{ readonly items: Outreach[]; readonly hasMore: boolean }> {
  authorize(ctx.caller, "ledger.read", scopeId);
  return transact(ctx, async (tx) => {
    const rows = await listOutreachRows(tx, scopeId, query);
    const page = rows.slice(0, query.limit);
    const ids = page.map(({ id }) => id);
    const [links, answers] = [await listLinksTo(tx, ids), await listAnswers(tx, ids)];
    const named = await namesFor(
      tx,
      page.map(({ createdBy }) => createdBy),
    );
    return {
      items: page.map((row) => showOutreach(row, links, answers, named)),
      hasMore: rows.length > query.limit,
    };
  });
}

/** What the office showed to the enterprise, for its people with an account; nothing else of the ledger. */
export async function listSharedMatches({ caller, ...ctx }: Ctx, needId: string): Promise<SharedMatch[]> {
  return transact({ ...ctx, caller }, async (tx) => {
    const { scopeId, enterpriseId } = requireFound(await findNeed(tx, needId));
    const isOwn = enterpriseId !== null && mayIn(caller, "need.read", enterpriseId);
    if (!isOwn) authorize(caller, "need.read", scopeId);
    return (await listSharedMatchRows(tx, needId)).map(({ shown: { partnerName, partnerUnit, reason }, ...row }) => ({
      id: row.id,
      partnerName: partnerName ?? "",
      partnerUnit,
      reason,
      sharedAt: row.sharedAt,
      answer: row.answer,
      state: row.state,
    }));
  });
}

function showOutreach(
  row: OutreachRow,
  links: readonly LinkTrace[],
  answers: readonly AnswerRow[],
  named: Named,
): Outreach {
  const own = links.filter(({ subjectId }) => subjectId === row.id);
  const given = answers.filter(({ outreachId }) => outreachId === row.id);
  const { needNumber, needTitle, partnerName } = row.shown;
  const state =
    row.revokedAt !== null
      ? "revoked"
      : given.length > 0 && own.every(({ usedAt }) => usedAt !== null)
        ? "answered"
        : row.isExpired
          ? "expired"
          : given.length > 0
            ? "answered"
            : "open";
  return {
    id: row.id,
    scopeId: row.scopeId,
    audience: row.audience,
    needId: row.needId,
    needNumber,
    needTitle,
    partnerName,
    state,
    opened: own.some(({ firstOpenedAt }) => firstOpenedAt !== null),
    forwards: row.forwards,
    answers: given,
    createdBy: named(row.createdBy),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

/** Takes back the link and every one that it was passed on as. What was answered stays. */
export async function revokeOutreach(ctx: Ctx, outreachId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = requireAllowed(ctx.caller, SEND, await findOutreachRow(tx, outreachId, "for_update"));
    if (row.revokedAt !== null) throw matchError("matchmaking.outreach_revoked", {});
    const links = await revokeLinksTo(tx, outreachId);
    await revokeOutreachRow(tx, outreachId, ctx.caller.userId);
    await audit(tx, {
      scopeId: row.scopeId,
      zoneId: row.zoneId,
      action: "outreach.link_revoked",
      subjectKind: "outreach",
      subjectId: outreachId,
      details: { links },
    });
  });
}

// Without an account -----------------------------------------------------------------------------------------------------------

export interface Visitor {
  readonly db: Database;
  readonly config: Config;
  readonly network: string;
}

/** A link shows what its need says to whoever holds it: while the need is for named people alone, it leads nowhere. */
async function findOpenOutreach(tx: Tx, id: string, lock: "read" | "for_update"): Promise<OutreachRow> {
  const outreach = requireFound(await findOutreachRow(tx, id, lock));
  return requireFound((await isNeedRestricted(tx, outreach.needId)) ? null : outreach);
}

/** What the page behind a link shows. */
export async function viewOutreach({ db, config, network }: Visitor, token: string): Promise<OutreachView> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => {
    const link = await openLink(tx, token, PURPOSE);
    const { shown, partnerId } = await findOpenOutreach(tx, link.subject.id, "read");
    const wasForwarded = link.forwardedFrom !== null;
    return { shown, expiresAt: link.expiresAt, wasForwarded, needsName: partnerId === null || wasForwarded };
  });
}

/** The answer lands in the ledger; nothing is decided by it. */
export async function answerOutreach(
  { db, config, network }: Visitor,
  outbox: Outbox,
  { token, ...answer }: OutreachAnswer,
): Promise<void> {
  await takeAttempt(db, config, { network, at: "link" });
  await withSystem(db, async (tx) => {
    const link = await answerLink(tx, token, PURPOSE);
    const outreach = await findOpenOutreach(tx, link.subject.id, "for_update");
    const line = await landAnswer(tx, outreach, link, answer);
    const wasForwarded = link.forwardedFrom !== null;
    await insertAnswer(tx, outreach, { ...answer, wasForwarded, lineId: line?.id ?? null });
    await audit(tx, {
      scopeId: outreach.scopeId,
      zoneId: outreach.zoneId,
      action: "outreach.answered",
      subjectKind: "outreach",
      subjectId: outreach.id,
      details: { answer: answer.answer, linkId: link.id, wasForwarded, lineId: line?.id ?? null },
      personal: { name: answer.name, contact: answer.contact, comment: answer.comment },
    });
    await outbox.emit(tx, matchAnswered, {
      aggregate: `outreach:${outreach.id}`,
      scopeId: outreach.scopeId,
      payload: {
        scopeId: outreach.scopeId,
        needId: outreach.needId,
        outreachId: outreach.id,
        lineId: line?.id ?? null,
        ownerId: line?.ownerId ?? null,
        createdBy: outreach.createdBy,
        answer: answer.answer,
      },
    });
  });
}

async function landAnswer(
  tx: Tx,
  outreach: OutreachRow,
  link: Link,
  answer: Omit<OutreachAnswer, "token">,
): Promise<LineRow | null> {
  const about = aboutWhom(outreach, link, answer);
  const { partnerKind, partnerId } = about;
  if (partnerKind !== "stated") await keepFeedback(tx, outreach, { partnerKind, partnerId }, answer);
  // Somebody whom nobody asked and who does not want it is in no list and needs no line.
  if (partnerKind === "stated" && outreach.partnerKind !== "stated" && answer.answer === "not_mine") return null;
  const { shown } = outreach;
  const line = await openLineFor(tx, {
    zoneId: outreach.zoneId,
    scopeId: outreach.scopeId,
    needId: outreach.needId,
    ...about,
    needNumber: shown.needNumber,
    needTitle: shown.needTitle,
    enterprise: shown.enterprise,
    origin: "link",
    runId: outreach.runId,
    actorId: null,
  });
  await updateLine(tx, line.id, { ...line, lastAnswer: answer.answer, answerWaiting: true });
  await insertEntry(tx, line, {
    kind: "answer",
    happenedOn: null,
    text: answer.comment,
    corrects: null,
    details: {
      answer: answer.answer,
      audience: outreach.audience,
      outreachId: outreach.id,
      wasForwarded: link.forwardedFrom !== null,
      name: answer.name,
      contact: answer.contact,
    },
    authorId: null,
  });
  return line;
}

/**
 * Whom an answer is about: the partner that the link names, when it came back from the link that was sent. A link that was
 * passed on, or that names nobody, is answered by somebody new, who says who they are.
 */
function aboutWhom(
  { audience, partnerKind, partnerId, shown }: OutreachRow,
  link: Link,
  { answer, name }: Omit<OutreachAnswer, "token">,
): Pick<LineRow, "partnerKind" | "partnerId" | "partnerName" | "partnerUnit" | "partnerPeople"> {
  const isNew = partnerId === null || (link.forwardedFrom !== null && audience === "partner");
  if (!isNew && partnerKind !== null) {
    return {
      partnerKind,
      partnerId,
      partnerName: shown.partnerName ?? "",
      partnerUnit: shown.partnerUnit ?? "",
      partnerPeople: "",
    };
  }
  if (name === "" && answer === "interested") throw matchError("matchmaking.name_missing", {});
  return { partnerKind: "stated", partnerId: link.id, partnerName: name, partnerUnit: "", partnerPeople: name };
}

async function keepFeedback(
  tx: Tx,
  outreach: OutreachRow,
  partner: { readonly partnerKind: string; readonly partnerId: string },
  { answer, comment }: Omit<OutreachAnswer, "token">,
): Promise<void> {
  const { zoneId, scopeId, needId, runId } = outreach;
  const pair = { scopeId, needId, ...partner };
  const candidate = await findLatestCandidate(tx, pair);
  await insertFeedback(tx, {
    ...pair,
    zoneId,
    runId,
    signal: answer,
    reason: null,
    comment,
    features: candidate === null ? {} : featuresOf(candidate),
    engine: null,
    actorId: null,
  });
}

/** Passes a link on: a new one, whose answer is somebody else's. */
export async function forwardOutreach(
  { db, config, network }: Visitor,
  token: string,
  origin: string,
): Promise<OutreachForwarded> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => {
    const { subject } = await openLink(tx, token, PURPOSE);
    const outreach = await findOpenOutreach(tx, subject.id, "for_update");
    if (outreach.forwards >= MOST_FORWARDS) throw matchError("matchmaking.too_many_forwards", {});
    const made = await forwardLink(tx, token, PURPOSE);
    await countForward(tx, outreach.id);
    await audit(tx, {
      scopeId: outreach.scopeId,
      zoneId: outreach.zoneId,
      action: "outreach.forwarded",
      subjectKind: "outreach",
      subjectId: outreach.id,
      details: { linkId: made.id },
    });
    const path = pathOf(made.token);
    const url = `${origin}${path}`;
    const { expiresAt } = made;
    return { token: made.token, path, url, expiresAt, text: forwardText(outreach.shown, url, expiresAt) };
  });
}
