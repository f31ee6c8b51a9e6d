import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { type Say, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { dayQuery, type MeetingDay } from "./data.ts";
import { meetingDayTexts } from "./texts.ts";

const FIELDS = [
  "title",
  "place",
  "heldOn",
  "startsAt",
  "slotMinutes",
  "breakMinutes",
  "slots",
  "tables",
  "pauseAfter",
  "pauseMinutes",
  "note",
] as const;
type Values = Record<(typeof FIELDS)[number], string>;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

function fieldsOf(t: Say<keyof typeof meetingDayTexts.lines>): FieldSpec<Values>[] {
  const number = (key: keyof Values, least: number, most: number): FieldSpec<Values> => ({
    key,
    label: t(key === "title" ? "dayTitle" : key),
    kind: "integer",
    isRequired: true,
    isShort: true,
    least,
    most,
  });
  return [
    { key: "title", label: t("dayTitle"), kind: "text", isRequired: true },
    { key: "place", label: t("place"), kind: "text" },
    { key: "heldOn", label: t("heldOn"), kind: "day", isRequired: true, isShort: true },
    {
      key: "startsAt",
      label: t("startsAt"),
      kind: "text",
      isRequired: true,
      isShort: true,
      hint: t("clockHint"),
      check: (value) => (CLOCK.test(value) ? null : t("notClock")),
    },
    number("slotMinutes", 5, 180),
    number("breakMinutes", 0, 120),
    number("slots", 1, 30),
    number("tables", 1, 100),
    { ...number("pauseAfter", 1, 29), isRequired: false },
    { ...number("pauseMinutes", 0, 300), isRequired: false },
    { key: "note", label: t("note"), kind: "prose" },
  ];
}

function bodyOf({ title, place, heldOn, startsAt, note, pauseAfter, ...numbers }: Values) {
  return {
    title: title.trim(),
    place: place.trim(),
    heldOn: heldOn.trim(),
    startsAt: startsAt.trim(),
    note: note.trim(),
    slotMinutes: Number(numbers.slotMinutes),
    breakMinutes: Number(numbers.breakMinutes),
    slots: Number(numbers.slots),
    tables: Number(numbers.tables),
    pauseAfter: pauseAfter.trim() === "" ? null : Number(pauseAfter),
    pauseMinutes: Number(numbers.pauseMinutes),
  };
}

const USUAL: Values = {
  title: "",
  place: "",
  heldOn: "",
  startsAt: "09:00",
  slotMinutes: "20",
  breakMinutes: "5",
  slots: "8",
  tables: "10",
  pauseAfter: "",
  pauseMinutes: "0",
  note: "",
};

export function NewDayPage() {
  const t = useTexts(meetingDayTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <Page title={t("add")} purpose={t("addPurpose")} isColumn>
      <RecordForm<Values>
        draftName={`meeting-day:${scopeId}:new`}
        fields={fieldsOf(t)}
        held={{ values: USUAL, version: 0 }}
        isNew
        submitLabel={t("create")}
        save={async (values) => {
          const params = { path: { scopeId } };
          const made = await api.post("/api/scopes/{scopeId}/meeting-days", { params, body: bodyOf(values) });
          await queryClient.invalidateQueries({ queryKey: ["meeting-days"] });
          await navigate({ to: `/p/${scopeId}/meeting-days/${made.id}` });
        }}
        onCancel={() => void navigate({ to: `/p/${scopeId}/meeting-days` })}
      />
    </Page>
  );
}

const route = getRouteApi("/in/p/$scopeId/meeting-days/$dayId/edit");

export function EditDayPage() {
  const t = useTexts(meetingDayTexts);
  const { scopeId, dayId } = route.useParams();
  const day = useSuspenseQuery(dayQuery(dayId)).data;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = async () => navigate({ to: `/p/${scopeId}/meeting-days/${dayId}` });
  return (
    <Page title={day.title} purpose={t("edit")} isColumn>
      <RecordForm<Values>
        draftName={`meeting-day:${dayId}`}
        fields={fieldsOf(t)}
        held={{ values: valuesOf(day), version: day.version }}
        save={async (values, _changed, version) => {
          const params = { path: { dayId }, header: ifMatch({ version }) };
          const next = await api.patch("/api/meeting-days/{dayId}", { params, body: bodyOf(values) });
          queryClient.setQueryData(dayQuery(dayId).queryKey, next);
          await queryClient.invalidateQueries({ queryKey: ["meeting-days"] });
          await leave();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...dayQuery(dayId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={() => void leave()}
      />
    </Page>
  );
}

function valuesOf(day: MeetingDay): Values {
  return Object.fromEntries(FIELDS.map((key) => [key, String(day[key] ?? "")])) as Values;
}
