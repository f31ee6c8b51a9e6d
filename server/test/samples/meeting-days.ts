import { dayDraft, dayFromNow, insertSampleDay, makeDayLink } from "../meeting-days.ts";
import { makeNeed } from "../needs.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const meetingDaySamples: SamplesOf = (world) => {
  const onDay =
    (more: Sample = {}, heldOn = dayFromNow(3)) =>
    async ({ scopeId }: Target) => {
      const { dayId, meetingId, participantId } = await insertSampleDay(world(), scopeId, { heldOn });
      return { params: { dayId, meetingId, participantId }, ...more };
    };
  const onLink = (more: object) => async () => ({ body: { token: await makeDayLink(world()), ...more } });
  return {
    "POST /api/scopes/{scopeId}/meeting-days": ({ scopeId }) => ({ params: { scopeId }, body: dayDraft() }),
    "GET /api/scopes/{scopeId}/meeting-days": async ({ scopeId }) => {
      await insertSampleDay(world(), scopeId);
      return { params: { scopeId } };
    },
    "GET /api/meeting-days/{dayId}": onDay(),
    "PATCH /api/meeting-days/{dayId}": onDay({ body: { place: "二楼" }, ifMatch: '"1"' }),
    "POST /api/meeting-days/{dayId}/cancellation": onDay({ ifMatch: '"1"' }),
    "POST /api/meeting-days/{dayId}/timetable": onDay({ body: {}, ifMatch: '"1"' }),
    "GET /api/meeting-days/{dayId}/export": onDay(),
    // Every line is in the day already: 409 after the permission was looked at.
    "POST /api/meeting-days/{dayId}/lines": onDay({ body: {} }),
    "POST /api/meeting-days/{dayId}/meetings": async ({ scopeId }) => {
      const { dayId } = await insertSampleDay(world(), scopeId);
      const needId = await makeNeed(world(), scopeId, { state: "accepted" });
      return { params: { dayId }, body: { needId, name: "钱某" } };
    },
    "PATCH /api/meeting-days/{dayId}/meetings/{meetingId}": onDay({
      body: { place: { slot: 0, table: 0 } },
      ifMatch: '"1"',
    }),
    "DELETE /api/meeting-days/{dayId}/meetings/{meetingId}": onDay(),
    "POST /api/meeting-days/{dayId}/participants": onDay({ body: { side: "partner", name: "钱某" } }, dayFromNow(0)),
    "PATCH /api/meeting-days/{dayId}/participants/{participantId}": onDay({
      body: { answer: "coming" },
      ifMatch: '"1"',
    }),
    "DELETE /api/meeting-days/{dayId}/participants/{participantId}": onDay(),
    "POST /api/meeting-days/{dayId}/invitations": onDay({ body: {} }),
    "PUT /api/meeting-days/{dayId}/meetings/{meetingId}/outcome": onDay(
      { body: { outcome: "interested" }, ifMatch: '"1"' },
      dayFromNow(0),
    ),
    "POST /api/meeting-days/{dayId}/ledger": onDay({}, dayFromNow(0)),
    "GET /api/my-meetings": async ({ scopeId, actorId }) => {
      await insertSampleDay(world(), scopeId, { readers: actorId === null ? [] : [actorId] });
      return {};
    },
    "POST /api/day-invitations/view": onLink({}),
    "POST /api/day-invitations/answer": onLink({ answer: "coming" }),
    "POST /api/day-invitations/forward": onLink({}),
  };
};
