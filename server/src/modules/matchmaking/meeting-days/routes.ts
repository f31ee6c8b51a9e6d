import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Config } from "../../../platform/config.ts";
import type { Router } from "../../../platform/http/index.ts";
import { listPageSchema, listQuery, readListing } from "../../../platform/listing/index.ts";
import {
  cancelMeetingDay,
  changeMeetingDay,
  createMeetingDay,
  getMeetingDay,
  listMeetingDays,
} from "./service/days.ts";
import { exportMeetingDay } from "./service/export.ts";
import { answerDayInvitation, forwardDayInvitation, inviteToDay, viewDayInvitation } from "./service/invitations.ts";
import { addLines, addMeeting, changeMeeting, removeMeeting } from "./service/meetings.ts";
import { putOutcomesInLedger, recordOutcome } from "./service/outcomes.ts";
import { listMyMeetings } from "./service/own.ts";
import { addWalkIn, changeParticipant, eraseFromDay } from "./service/participants.ts";
import { planMeetingDay } from "./service/timetable.ts";
import {
  DayInvitationAnswer,
  DayInvitationDraft,
  DayInvitationForwarded,
  DayInvitationsMade,
  DayInvitationToken,
  DayInvitationView,
  DayLines,
  DayMeetingChange,
  DayMeetingDraft,
  DayParticipantChange,
  DayParticipantDraft,
  MEETING_DAY_SORTS,
  MeetingDay,
  MeetingDayChange,
  MeetingDayDraft,
  MeetingDaySummary,
  MeetingOutcome,
  MyMeeting,
  TimetableWish,
} from "./types.ts";

const tag = "meeting days";
const manage = { permission: "meeting_day.manage", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const dayParams = z.object({ dayId: z.uuid() });
const meetingParams = dayParams.extend({ meetingId: z.uuid() });
const participantParams = dayParams.extend({ participantId: z.uuid() });

export function meetingDayRoutes(api: Router, config: Config): void {
  // Links lead to where people reach us; a server that has not been told is asked where it was reached.
  const originOf = (c: Pick<Context, "req">) => config.PUBLIC_URL ?? new URL(c.req.url).origin;
  dayRoutes(api);
  meetingRoutes(api);
  participantRoutes(api, originOf);
  outcomeRoutes(api);
  visitorRoutes(api, config, originOf);
}

function dayRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/meeting-days",
      access: { permission: "meeting_day.manage", in: "path" },
      id: "createMeetingDay",
      tag,
      summary: "A day of one-to-one meetings: when, where, how many tables and slots",
      params: scopeParams,
      body: MeetingDayDraft,
      answer: MeetingDay,
      status: 201,
    },
    async ({ ctx, params, body }) => createMeetingDay(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/meeting-days",
      access: { permission: "meeting_day.read", in: "path" },
      id: "listMeetingDays",
      tag,
      summary: "The meeting days of a pair",
      params: scopeParams,
      query: listQuery(MEETING_DAY_SORTS),
      answer: listPageSchema(MeetingDaySummary),
    },
    async ({ ctx, params, query }) => listMeetingDays(ctx, params.scopeId, readListing("meeting-days", query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/meeting-days/{dayId}",
      access: { permission: "meeting_day.read", in: "row" },
      id: "getMeetingDay",
      tag,
      summary: "A day with who comes, the timetable, and what came of it",
      params: dayParams,
      answer: MeetingDay,
    },
    async ({ ctx, params }) => getMeetingDay(ctx, params.dayId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/meeting-days/{dayId}",
      access: manage,
      id: "changeMeetingDay",
      tag,
      summary: "Change when, where, or how much room there is",
      params: dayParams,
      body: MeetingDayChange,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeMeetingDay(ctx, params.dayId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/cancellation",
      access: manage,
      id: "cancelMeetingDay",
      tag,
      summary: "Call a day off; its links say so",
      params: dayParams,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => cancelMeetingDay(ctx, params.dayId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/timetable",
      access: manage,
      id: "planMeetingDay",
      tag,
      summary: "Work the timetable out: nobody twice at once, locked meetings stay, short waits",
      params: dayParams,
      body: TimetableWish,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => planMeetingDay(ctx, params.dayId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/meeting-days/{dayId}/export",
      access: { permission: "meeting_day.export", in: "row" },
      id: "exportMeetingDay",
      tag,
      summary: "Timetable, people and outcomes as a workbook",
      params: dayParams,
      answer: "file",
    },
    async ({ ctx, params, language }) => exportMeetingDay(ctx, params.dayId, language),
  );
}

function meetingRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/lines",
      access: manage,
      id: "addMeetingDayLines",
      tag,
      summary: "Have the two of accepted matches meet",
      params: dayParams,
      body: DayLines,
      answer: MeetingDay,
    },
    async ({ ctx, params, body }) => addLines(ctx, params.dayId, body.lineIds),
  );
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/meetings",
      access: manage,
      id: "addDayMeeting",
      tag,
      summary: "Have two meet whom no run suggested; a line of the ledger is opened for them",
      params: dayParams,
      body: DayMeetingDraft,
      answer: MeetingDay,
      status: 201,
    },
    async ({ ctx, params, body }) => addMeeting(ctx, params.dayId, body),
  );
  api.route(
    {
      method: "patch",
      path: "/api/meeting-days/{dayId}/meetings/{meetingId}",
      access: manage,
      id: "changeDayMeeting",
      tag,
      summary:
        "Move a meeting, lock it, or give it another priority; a taken place is refused with whom it is taken by",
      params: meetingParams,
      body: DayMeetingChange,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeMeeting(ctx, params, body, version),
  );
  api.route(
    {
      method: "delete",
      path: "/api/meeting-days/{dayId}/meetings/{meetingId}",
      access: manage,
      id: "removeDayMeeting",
      tag,
      summary: "Take a meeting off the day; its line stays in the ledger",
      params: meetingParams,
      answer: MeetingDay,
    },
    async ({ ctx, params }) => removeMeeting(ctx, params),
  );
}

function participantRoutes(api: Router, originOf: (c: Pick<Context, "req">) => string): void {
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/participants",
      access: manage,
      id: "addWalkIn",
      tag,
      summary: "Somebody came without having been asked",
      params: dayParams,
      body: DayParticipantDraft,
      answer: MeetingDay,
      status: 201,
    },
    async ({ ctx, params, body }) => addWalkIn(ctx, params.dayId, body),
  );
  api.route(
    {
      method: "patch",
      path: "/api/meeting-days/{dayId}/participants/{participantId}",
      access: manage,
      id: "changeDayParticipant",
      tag,
      summary: "When somebody cannot, what they answered by telephone, and that they are here",
      params: participantParams,
      body: DayParticipantChange,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeParticipant(ctx, params, body, version),
  );
  api.route(
    {
      method: "delete",
      path: "/api/meeting-days/{dayId}/participants/{participantId}",
      access: manage,
      id: "eraseDayParticipant",
      tag,
      summary: "Take somebody off the day and forget who they are; their links end",
      params: participantParams,
      answer: MeetingDay,
    },
    async ({ ctx, params }) => eraseFromDay(ctx, params),
  );
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/invitations",
      access: manage,
      id: "inviteToMeetingDay",
      tag,
      summary: "A text and a link for each, for which no account is needed; links are shown once",
      params: dayParams,
      body: DayInvitationDraft,
      answer: DayInvitationsMade,
      status: 201,
      once: true,
    },
    async ({ ctx, params, body, c }) => inviteToDay(ctx, params.dayId, body.participantIds, originOf(c)),
  );
}

function outcomeRoutes(api: Router): void {
  api.route(
    {
      method: "put",
      path: "/api/meeting-days/{dayId}/meetings/{meetingId}/outcome",
      access: manage,
      id: "recordMeetingOutcome",
      tag,
      summary: "What came of a meeting, on the spot; said twice it is recorded once",
      params: meetingParams,
      body: MeetingOutcome,
      answer: MeetingDay,
      ifMatch: true,
    },
    async ({ ctx, params, body, version, language }) => recordOutcome(ctx, params, body, version, language),
  );
  api.route(
    {
      method: "post",
      path: "/api/meeting-days/{dayId}/ledger",
      access: manage,
      id: "putOutcomesInLedger",
      tag,
      summary: "Write all recorded outcomes into the ledger that are not there yet",
      params: dayParams,
      answer: MeetingDay,
    },
    async ({ ctx, params, language }) => putOutcomesInLedger(ctx, params.dayId, language),
  );
  api.route(
    {
      method: "get",
      path: "/api/my-meetings",
      access: "signed_in",
      id: "listMyMeetings",
      tag,
      summary: "Meetings of one's own enterprise, or one's own as a researcher",
      answer: z.object({ items: z.array(MyMeeting) }),
    },
    async ({ ctx }) => ({ items: await listMyMeetings(ctx) }),
  );
}

function visitorRoutes(api: Router, config: Config, originOf: (c: Pick<Context, "req">) => string): void {
  api.route(
    {
      method: "post",
      path: "/api/day-invitations/view",
      access: "open",
      id: "viewDayInvitation",
      tag,
      summary: "One participant's own day, by their link",
      body: DayInvitationToken,
      answer: DayInvitationView,
    },
    async ({ db, body, network }) => viewDayInvitation({ db, config, network }, body.token),
  );
  api.route(
    {
      method: "post",
      path: "/api/day-invitations/answer",
      access: "open",
      id: "answerDayInvitation",
      tag,
      summary: "Coming, not coming, another time; the last answer counts",
      body: DayInvitationAnswer,
      answer: DayInvitationView,
    },
    async ({ db, outbox, body, network }) => answerDayInvitation({ db, config, network }, outbox, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/day-invitations/forward",
      access: "open",
      id: "forwardDayInvitation",
      tag,
      summary: "Pass an invitation on to a colleague",
      body: DayInvitationToken,
      answer: DayInvitationForwarded,
    },
    async ({ db, body, network, c }) => forwardDayInvitation({ db, config, network }, body.token, originOf(c)),
  );
}
