import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportOptions } from "../../../platform/listing/index.ts";
import { Challenge } from "../notice/types.ts";
import type { SealingKeys } from "./sealing.ts";
import { beginBid, changeBid, getBid, listOwnBids, submitBid, withdrawBid } from "./service/bids.ts";
import { exportBids } from "./service/export.ts";
import { importBids } from "./service/import.ts";
import { enterPaperBid, putScan, readScan, withdrawPaperBid } from "./service/paper.ts";
import { decideRace, listOpenBids } from "./service/review.ts";
import {
  acceptJointApplication,
  addTalk,
  changeApplication,
  confirmOwnSide,
  getApplication,
  listTalks,
  putAgreement,
  readAgreement,
} from "./service/talks.ts";
import {
  Bid,
  BidChange,
  BidDraft,
  BidImport,
  BidSummary,
  BidTalk,
  BidTalkDraft,
  JointApplication,
  JointApplicationChange,
  OpenBid,
  PaperBidDraft,
  RaceDecision,
} from "./types.ts";

const tag = "bids";
const ofChallenge = z.object({ challengeId: z.uuid() });
const params = z.object({ bidId: z.uuid() });
const read = { permission: "bid.read", in: "row" } as const;
const write = { permission: "bid.write", in: "row" } as const;

export function bidRoutes(api: Router, keys: SealingKeys): void {
  ownRoutes(api, keys);
  reviewRoutes(api);
  paperRoutes(api, keys);
  talkRoutes(api);
  applicationRoutes(api);
}

function ownRoutes(api: Router, keys: SealingKeys): void {
  api.route(
    {
      method: "get",
      path: "/api/me/bids",
      access: "signed_in",
      id: "listOwnBids",
      tag,
      summary: "The bids that you prepare or have put in",
      answer: z.object({ items: z.array(BidSummary) }),
    },
    async ({ ctx }) => ({ items: await listOwnBids(keys, ctx) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/bids",
      access: write,
      id: "beginBid",
      tag,
      summary: "Begin a bid; a draft is seen by whoever began it alone",
      params: ofChallenge,
      body: BidDraft,
      answer: Bid,
      status: 201,
    },
    async ({ ctx, params: { challengeId }, body }) => beginBid(keys, ctx, challengeId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/bids/import",
      access: write,
      id: "importBids",
      tag,
      summary: "Take in bids of an institution out of a workbook; looks first, and submits where it is applied",
      params: ofChallenge,
      query: z.object({ bidderId: z.uuid(), apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: BidImport,
    },
    async ({ ctx, params: { challengeId }, query: { bidderId, apply }, file, arrivedAt }) => {
      const how = { isApplied: apply === "true", requestCameAt: arrivedAt };
      return importBids(keys, ctx, { challengeId, bidderId }, file, how);
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}",
      access: read,
      id: "getBid",
      tag,
      summary: "A bid, for whoever prepares it, and once it lies open for the office and the poster",
      params,
      answer: Bid,
    },
    async ({ ctx, params: { bidId } }) => getBid(keys, ctx, bidId),
  );
  api.route(
    {
      method: "put",
      path: "/api/bids/{bidId}/content",
      access: write,
      id: "changeBid",
      tag,
      summary: "Keep what was typed so far",
      params,
      body: BidChange,
      answer: Bid,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, body, version }) => changeBid(keys, ctx, bidId, body.content, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/submission",
      access: write,
      id: "submitBid",
      tag,
      summary: "Put a bid in; it counts as arrived when the request did, by the time of the database",
      params,
      answer: Bid,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, version, arrivedAt }) => submitBid(keys, ctx, bidId, version, arrivedAt),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/withdrawal",
      access: write,
      id: "withdrawBid",
      tag,
      summary: "Take a bid back before the close; it may be changed and put in again",
      params,
      answer: Bid,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, version, arrivedAt }) => withdrawBid(keys, ctx, bidId, version, arrivedAt),
  );
}

function reviewRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}/bids",
      access: read,
      id: "listOpenBids",
      tag,
      summary: "The bids that lie open, for the office and the poster",
      params: ofChallenge,
      answer: z.object({ items: z.array(OpenBid) }),
    },
    async ({ ctx, params: { challengeId } }) => ({ items: await listOpenBids(ctx, challengeId) }),
  );
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}/bids/export",
      access: read,
      id: "exportBids",
      tag,
      summary: "The bids that lie open in a file",
      params: ofChallenge,
      query: z.object(exportOptions),
      answer: "file",
    },
    async ({ ctx, params: { challengeId }, query, language }) => exportBids(ctx, challengeId, { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/race-rounds",
      access: { permission: "challenge.decide", in: "row" },
      id: "decideRace",
      tag,
      summary: "Who starts a race, or goes on after a gate, each with a reason",
      params: ofChallenge,
      body: RaceDecision,
      answer: Challenge,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, body, version }) => decideRace(ctx, challengeId, body, version),
  );
}

function paperRoutes(api: Router, keys: SealingKeys): void {
  const access = { permission: "challenge.publish", in: "row" } as const;
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/paper-bids",
      access,
      id: "enterPaperBid",
      tag,
      summary: "Enter and submit a bid that came on paper from an institution without an account, by the office",
      params: ofChallenge,
      body: PaperBidDraft,
      answer: Bid,
      status: 201,
    },
    async ({ ctx, params: { challengeId }, body, arrivedAt }) => enterPaperBid(keys, ctx, challengeId, body, arrivedAt),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/paper-withdrawal",
      access,
      id: "withdrawPaperBid",
      tag,
      summary: "Take back a bid that was entered from paper, before the close",
      params,
      answer: Bid,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, version, arrivedAt }) => withdrawPaperBid(keys, ctx, bidId, version, arrivedAt),
  );
  api.route(
    {
      method: "put",
      path: "/api/bids/{bidId}/scan",
      access,
      id: "putBidScan",
      tag,
      summary: "The paper of a bid that was entered from it, as a file",
      params,
      body: "file",
      answer: Bid,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, file, version }) => putScan(keys, ctx, bidId, file, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}/scan",
      access: read,
      id: "readBidScan",
      tag,
      summary: "The paper of a bid that was entered from it, for whoever reads the bid",
      params,
      answer: "file",
    },
    async ({ ctx, params: { bidId } }) => readScan(keys, ctx, bidId),
  );
}

function talkRoutes(api: Router): void {
  const answer = z.object({ items: z.array(BidTalk) });
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}/talks",
      access: read,
      id: "listTalks",
      tag,
      summary: "What bidder and poster said to one another about a bid",
      params,
      answer,
    },
    async ({ ctx, params: { bidId } }) => ({ items: await listTalks(ctx, bidId) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/talks",
      access: read,
      id: "addTalk",
      tag,
      summary: "Say something to the other side, or write down what was said; nobody edits it afterwards",
      params,
      body: BidTalkDraft,
      answer,
      status: 201,
    },
    async ({ ctx, params: { bidId }, body }) => ({ items: await addTalk(ctx, bidId, body) }),
  );
}

function applicationRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}/application",
      access: read,
      id: "getJointApplication",
      tag,
      summary: "What bidder and poster apply for together, and who confirmed it",
      params,
      answer: JointApplication,
    },
    async ({ ctx, params: { bidId } }) => getApplication(ctx, bidId),
  );
  api.route(
    {
      method: "put",
      path: "/api/bids/{bidId}/application",
      access: read,
      id: "changeJointApplication",
      tag,
      summary: "Write what was agreed on; takes back what either side confirmed",
      params,
      body: JointApplicationChange,
      answer: JointApplication,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, body, version }) => changeApplication(ctx, bidId, body, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/bids/{bidId}/application/agreement",
      access: read,
      id: "putIntentAgreement",
      tag,
      summary: "The intent agreement as a file; takes back what either side confirmed",
      params,
      body: "file",
      answer: JointApplication,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, file, version }) => putAgreement(ctx, bidId, file, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}/application/agreement",
      access: read,
      id: "readIntentAgreement",
      tag,
      summary: "The intent agreement",
      params,
      answer: "file",
    },
    async ({ ctx, params: { bidId } }) => readAgreement(ctx, bidId),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/application/confirmation",
      access: read,
      id: "confirmJointApplication",
      tag,
      summary: "Confirm the joint application for one's own side",
      params,
      body: z.strictObject({ side: z.enum(["bidder", "poster"]) }),
      answer: JointApplication,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, body, version }) => confirmOwnSide(ctx, bidId, body.side, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/application/acceptance",
      access: { permission: "challenge.publish", in: "row" },
      id: "acceptJointApplication",
      tag,
      summary: "Take the joint application in, by the office; public notice comes next",
      params,
      answer: JointApplication,
      ifMatch: true,
    },
    async ({ ctx, params: { bidId }, version }) => acceptJointApplication(ctx, bidId, version),
  );
}
