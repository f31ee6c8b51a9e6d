import { ApiProblem, ifMatch, type Schemas } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox, InputNumber, Select } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant, formatPerson } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { facilityQuery, instrumentQuery } from "../queries.ts";
import styles from "./booking.module.css";
import { dayName, dayNumberOf } from "./calendar-grid.ts";
import { ClosureRows, OpeningRows, PriceRows } from "./settings-rows.tsx";
import { type Bookable, bookableQuery, bookingsKey, USER_CLASSES } from "./queries.ts";
import { bodyOf, firstValues, type SettingsValues, valuesOf } from "./settings-values.ts";
import { bookingsTexts } from "./texts.ts";

const editRoute = getRouteApi("/in/p/$scopeId/bookables/$bookableId/settings");
const newInstrumentRoute = getRouteApi("/in/p/$scopeId/instruments/$instrumentId/booking");
const newFacilityRoute = getRouteApi("/in/p/$scopeId/facilities/$facilityId/booking");

type ClosedOver = Schemas["BookableChanged"]["closedOver"];
type Body = Exclude<ReturnType<typeof bodyOf>, { readonly kind: string }>;

export function EditBookablePage() {
  const { bookableId } = editRoute.useParams();
  const bookable = useSuspenseQuery(bookableQuery(bookableId)).data;
  return (
    <SettingsForm
      draftName={`bookable:${bookableId}:${bookable.version}`}
      name={bookable.name}
      initial={valuesOf(bookable)}
      save={async (body) =>
        api.patch("/api/bookables/{bookableId}", { params: { path: { bookableId }, header: ifMatch(bookable) }, body })
      }
    />
  );
}

export function OpenInstrumentPage() {
  const { scopeId, instrumentId } = newInstrumentRoute.useParams();
  const { name } = useSuspenseQuery(instrumentQuery(instrumentId)).data;
  return (
    <SettingsForm
      draftName={`bookable:new:${instrumentId}`}
      name={name}
      initial={firstValues(todayName())}
      save={async (body) =>
        api.post("/api/scopes/{scopeId}/bookables", { params: { path: { scopeId } }, body: { ...body, instrumentId } })
      }
    />
  );
}

export function OpenFacilityPage() {
  const { scopeId, facilityId } = newFacilityRoute.useParams();
  const { name } = useSuspenseQuery(facilityQuery(facilityId)).data;
  return (
    <SettingsForm
      draftName={`bookable:new:${facilityId}`}
      name={name}
      initial={firstValues(todayName())}
      save={async (body) =>
        api.post("/api/scopes/{scopeId}/bookables", { params: { path: { scopeId } }, body: { ...body, facilityId } })
      }
    />
  );
}

function todayName(): string {
  return dayName(dayNumberOf(Math.floor(Date.now() / 60_000)));
}

interface SettingsFormProps {
  readonly draftName: string;
  readonly name: string;
  readonly initial: SettingsValues;
  /** What is changed tells which bookings a closure overtook. */
  readonly save: (body: Body) => Promise<Bookable & { readonly closedOver?: ClosedOver }>;
}

const NUMBERS = [
  ["leadHours", 0, 720],
  ["horizonDays", 1, 730],
  ["longestHours", 0.25, 720],
  ["cancelHours", 0, 720],
  ["latePercent", 0, 100],
  ["offerMinutes", 5, 10_080],
] as const;

function SettingsForm({ draftName, name, initial, save }: SettingsFormProps) {
  const t = useTexts(bookingsTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message, notification } = App.useApp();
  const draft = useDraft<SettingsValues>(draftName, initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { value, change } = draft;
  const send = async () => {
    const body = bodyOf(value);
    if ("kind" in body) {
      const day = body.kind === "opening" ? t(`weekday.${body.weekday as 1}`) : "";
      const text = body.kind === "opening" ? (value.opening[body.weekday - 1] ?? "") : body.text;
      setProblem(body.kind === "opening" ? t("openingBad", { day, text }) : t("yuanBad", { text }));
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const saved = await save(body);
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: bookingsKey });
      void message.success(t("saved", { name }));
      const overtaken = saved.closedOver ?? [];
      if (overtaken.length > 0) {
        const textOf = ({ number, bookerName, bookerUnit, startsAt }: ClosedOver[number]) =>
          `${number} · ${formatPerson(bookerName, bookerUnit)} · ${formatInstant(startsAt)}`;
        notification.warning({
          duration: 0,
          title: t("closedOver", { n: overtaken.length }),
          description: overtaken.map((each) => <div key={each.id}>{textOf(each)}</div>),
        });
      }
      await navigate({ to: "/p/$scopeId/bookables/$bookableId", params: { scopeId, bookableId: saved.id } });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.errors[0]?.detail ?? error.detail);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <Page title={t("settingsOf", { name })} isColumn>
      <form onSubmit={onSubmit}>
        <DraftNote draft={draft} />
        <Part title={t("opening")} hint={t("openingHint")}>
          <OpeningRows value={value.opening} onChange={(opening) => change({ opening })} />
        </Part>
        <Part title={t("closures")}>
          <ClosureRows value={value.closures} onChange={(closures) => change({ closures })} />
        </Part>
        <Part title={t("prices")} hint={t("pricesHint")}>
          <PriceRows value={value.prices} today={todayName()} onChange={(prices) => change({ prices })} />
        </Part>
        <Part title={t("rules")}>
          <div className={styles["numbers"]}>
            <label>
              <span>{t("capacity")}</span>
              <InputNumber min={1} max={1000} value={value.capacity} onChange={(n) => change({ capacity: n ?? 1 })} />
            </label>
            <label>
              <span>{t("slotMinutes")}</span>
              <Select
                aria-label={t("slotMinutes")}
                value={value.slotMinutes}
                options={([15, 30, 60] as const).map((n) => ({ value: n, label: String(n) }))}
                onChange={(slotMinutes) => change({ slotMinutes })}
              />
            </label>
            {NUMBERS.map(([key, min, max]) => (
              <label key={key}>
                <span>{t(key)}</span>
                <InputNumber min={min} max={max} value={value[key]} onChange={(n) => change({ [key]: n ?? min })} />
              </label>
            ))}
          </div>
          <fieldset className={styles["ticks"]}>
            <legend>{t("admits")}</legend>
            <Checkbox.Group
              value={[...value.admits]}
              options={USER_CLASSES.map((each) => ({ value: each, label: t(`class.${each}`) }))}
              onChange={(admits) => change({ admits })}
            />
          </fieldset>
          <Checkbox checked={value.needsApproval} onChange={({ target }) => change({ needsApproval: target.checked })}>
            {t("approval")}
          </Checkbox>
          <Checkbox checked={value.isOpen} onChange={({ target }) => change({ isOpen: target.checked })}>
            {t("isOpen")}
          </Checkbox>
        </Part>
        {problem !== null && (
          <p className={styles["said"]} role="alert">
            {problem}
          </p>
        )}
        <div className={styles["actions"]}>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Part({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles["part"]}>
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </section>
  );
}
