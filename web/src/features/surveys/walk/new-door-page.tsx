import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { fieldOf } from "../../../frame/plain-field.tsx";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { surveysTexts } from "../texts.ts";
import { newPhoneId } from "./phone-id.ts";
import { walkTexts } from "./texts.ts";
import { doorsOf, findDoor, useWalk } from "./use-walk.ts";
import { beginHere, keepVisit } from "./walk-state.ts";
import styles from "./walk.module.css";
import { StorageFullError } from "./walk-store.ts";

const route = getRouteApi("/walk/$roundId/new");
const FIELDS = ["building", "floor", "unit", "enterprise", "creditCode"] as const;
const OPTIONAL: readonly string[] = ["unit", "creditCode"];

/** A door that is on no list. It goes with its visit; no network is needed. */
export function NewDoorPage() {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const { roundId } = route.useParams();
  const state = useWalk();
  const navigate = useNavigate();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const doors = doorsOf(roundId, state);
  const round = state.rounds.find((each) => each.round.id === roundId);
  const known = (field: "building" | "floor") => [...new Set([...doors.values()].map((door) => door[field]))];
  const add = async (form: FormData) => {
    const read = (field: string) => fieldOf(form, field).trim();
    const creditCode = read("creditCode");
    const place = { building: read("building"), floor: read("floor"), unit: read("unit") };
    const door = { ...place, enterprise: read("enterprise"), creditCode: creditCode === "" ? null : creditCode };
    const twin = findDoor(doors, door);
    const siteId = twin?.id ?? newPhoneId();
    if (twin === null) {
      const questionnaireNumber = round?.questionnaire?.number ?? 0;
      const at = { roundId, siteId, door, isNewDoor: true, questionnaireNumber };
      await keepVisit(beginHere(at));
    }
    await navigate({ to: "/walk/$roundId/$siteId", params: { roundId, siteId }, replace: true });
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add(new FormData(event.currentTarget)).catch((error: unknown) => {
      if (!(error instanceof StorageFullError)) throw error;
      setProblem(t("full"));
    });
  };
  return (
    <Page title={t("newDoor")} purpose={t("newDoorPurpose")} isColumn>
      <form className={styles["form"]} onSubmit={onSubmit}>
        {FIELDS.map((field) => (
          <p key={field} className={styles["field"]}>
            <label htmlFor={`${id}${field}`}>
              {s(field)}
              {OPTIONAL.includes(field) && <small> {t("optional")}</small>}
            </label>
            <input
              id={`${id}${field}`}
              name={field}
              required={!OPTIONAL.includes(field)}
              maxLength={field === "enterprise" ? 200 : field === "building" ? 100 : field === "creditCode" ? 30 : 50}
              autoComplete="off"
              {...(field === "building" || field === "floor" ? { list: `${id}${field}-known` } : {})}
            />
            {(field === "building" || field === "floor") && (
              <datalist id={`${id}${field}-known`}>
                {known(field).map((value) => (
                  <option key={value} value={value}>
                    {value}
                  </option>
                ))}
              </datalist>
            )}
          </p>
        ))}
        {problem !== null && (
          <p role="alert" className={styles["late"]}>
            {problem}
          </p>
        )}
        <p className={styles["bottom"]}>
          <Button type="primary" size="large" htmlType="submit">
            {t("newDoorGo")}
          </Button>
        </p>
      </form>
    </Page>
  );
}
