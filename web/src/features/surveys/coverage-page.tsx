import { ifMatch } from "@dual-high/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { reachedOf } from "./figures.ts";
import { FloorPlan } from "./floor-plan.tsx";
import { type Counts, coverageQuery, type Floor, officersQuery, roundKey } from "./queries.ts";
import { RoundFrame } from "./round-frame.tsx";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId");

export function CoveragePage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = route.useParams();
  const { floors, total } = useSuspenseQuery(coverageQuery(roundId)).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (floorId: string) => {
    setChosen(floorId);
    document.getElementById(`floor-${floorId}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <RoundFrame roundId={roundId} scopeId={scopeId}>
      {floors.length === 0 ? (
        <div className={styles["nothing"]}>
          <p>{t("nothingPlanned")}</p>
          <LinkButton to={`/p/${scopeId}/surveys/${roundId}/doors`} isPrimary>
            {t("toDoors")}
          </LinkButton>
        </div>
      ) : (
        <div className={styles["coverage"]}>
          <section>
            <h2>{t("planTitle")}</h2>
            <p className={styles["lead"]}>
              {t("reachedOf", { reached: reachedOf(total), planned: total.planned })} ·{" "}
              {t("needsCount", { count: total.needs })}
            </p>
            <FloorPlan floors={floors} chosen={chosen} onChoose={choose} />
          </section>
          <section>
            <h2>{t("tableTitle")}</h2>
            <FloorTable roundId={roundId} scopeId={scopeId} floors={floors} total={total} chosen={chosen} />
          </section>
        </div>
      )}
    </RoundFrame>
  );
}

interface FloorTableProps {
  readonly roundId: string;
  readonly scopeId: string;
  readonly floors: readonly Floor[];
  readonly total: Counts;
  readonly chosen: string | null;
}

const FIGURES = ["planned", "visited", "refused", "movedOut", "nobodyThere", "open", "needs"] as const;

function FloorTable({ roundId, scopeId, floors, total, chosen }: FloorTableProps) {
  const t = useTexts(surveysTexts);
  const may = useMay(scopeId);
  const [assigning, setAssigning] = useState<Floor | null>(null);
  // From the top down, as the picture stands.
  const rows = [...Map.groupBy(floors, ({ building }) => building).values()].flatMap((stack) => stack.toReversed());
  const heading = (key: (typeof FIGURES)[number]) => t(key === "open" ? "notYet" : key);
  return (
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("tableTitle")}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("building")}</th>
            <th scope="col">{t("floor")}</th>
            {FIGURES.map((key) => (
              <th key={key} scope="col" data-figure>
                {heading(key)}
              </th>
            ))}
            <th scope="col">{t("officers")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((floor) => (
            <tr key={floor.id} id={`floor-${floor.id}`} data-chosen={floor.id === chosen || undefined}>
              <td>{floor.building}</td>
              <th scope="row">{floor.floor}</th>
              {FIGURES.map((key) => (
                <td key={key} data-figure>
                  {floor.counts[key]}
                </td>
              ))}
              <td>
                {floor.officers.map(({ name }) => name ?? t("otherOffice")).join("、")}{" "}
                {may("survey.manage") && (
                  <Button size="small" type="link" onClick={() => setAssigning(floor)}>
                    {t("assign")}
                    <span className="visually-hidden">
                      {" "}
                      {floor.building} {floor.floor}
                    </span>
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("total")}
            </th>
            {FIGURES.map((key) => (
              <td key={key} data-figure>
                {total[key]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {assigning !== null && (
        <AssignDialog key={assigning.id} roundId={roundId} floor={assigning} onClose={() => setAssigning(null)} />
      )}
    </div>
  );
}

interface AssignDialogProps {
  readonly roundId: string;
  readonly floor: Floor;
  readonly onClose: () => void;
}

function AssignDialog({ roundId, floor, onClose }: AssignDialogProps) {
  const t = useTexts(surveysTexts);
  const act = useAct();
  const { building, floor: name } = floor;
  const officers = useQuery(officersQuery(roundId)).data ?? [];
  const [ids, setIds] = useState<readonly string[]>(floor.officers.map(({ id }) => id));
  const choices = new Map([...floor.officers, ...officers].map((each) => [each.id, each.name ?? t("otherOffice")]));
  const title = t("assignTo", { building, floor: name });
  const save = async () => {
    const done = await act({
      work: async () =>
        api.put("/api/survey-floors/{floorId}/officers", {
          params: { path: { floorId: floor.id }, header: ifMatch(floor) },
          body: { officerIds: [...ids] },
        }),
      done: t("assigned", { building, floor: name }),
      changes: [roundKey(roundId)],
    });
    if (done !== null) onClose();
  };
  return (
    <Modal open title={title} okText={t("save")} cancelText={t("cancel")} onOk={() => void save()} onCancel={onClose}>
      <Select
        mode="multiple"
        aria-label={title}
        style={{ width: "100%" }}
        value={[...ids]}
        options={[...choices].map(([value, label]) => ({ value, label }))}
        optionFilterProp="label"
        onChange={setIds}
      />
    </Modal>
  );
}
