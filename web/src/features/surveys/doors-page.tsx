import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { useAct } from "../../frame/act.tsx";
import { ListImport } from "../../frame/list-import.tsx";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { roundKey, type Site } from "./queries.ts";
import { RoundFrame } from "./round-frame.tsx";
import { surveysTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/doors");

export function DoorsPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = route.useParams();
  const may = useMay(scopeId);
  const act = useAct();
  const [isAdding, setAdding] = useState(false);
  const person = ({ name }: { readonly name: string | null }) => name ?? t("otherOffice");
  const saysBefore = ({ claims, visits }: Site) =>
    [
      ...claims.map(({ officer }) => t("onTheWay", { name: person(officer) })),
      ...visits
        .slice(0, 1)
        .map(({ outcome, receivedAt, officer }) =>
          t("lastVisit", { outcome: `${person(officer)} ${t(`outcome.${outcome}`)}`, when: formatDay(receivedAt) }),
        ),
    ].join("；");
  const setArchived = async ({ id, version }: Pick<Site, "id" | "version">, isArchived: boolean) =>
    api.patch("/api/survey-sites/{siteId}", {
      params: { path: { siteId: id }, header: ifMatch({ version }) },
      body: { isArchived },
    });
  const remove = async (site: Site) =>
    act({
      work: async () => setArchived(site, true),
      done: t("doorRemoved", { enterprise: site.enterprise }),
      undo: async (removed) => setArchived(removed, false),
      changes: [roundKey(roundId)],
    });
  const columns: readonly Column<Site>[] = [
    { key: "building", title: t("building"), text: ({ building }) => building, width: 120 },
    { key: "floor", title: t("floor"), text: ({ floor }) => floor, width: 70 },
    { key: "unit", title: t("unit"), text: ({ unit }) => unit, width: 90 },
    {
      key: "enterprise",
      title: t("enterprise"),
      text: ({ enterprise, isAddedOnSpot }) => (isAddedOnSpot ? `${enterprise}（${t("onSpot")}）` : enterprise),
      width: 300,
    },
    { key: "creditCode", title: t("creditCode"), text: ({ creditCode }) => creditCode ?? "", width: 190 },
    { key: "before", title: t("before"), text: saysBefore, width: 260, exportKey: null },
  ];
  return (
    <RoundFrame
      roundId={roundId}
      scopeId={scopeId}
      actions={may("survey.visit") && <Button onClick={() => setAdding(true)}>{t("addDoor")}</Button>}
    >
      {may("survey.manage") && <ImportDoors roundId={roundId} />}
      <List
        name="survey-doors"
        label={t("doors")}
        queryKey={[...roundKey(roundId), "doors"]}
        fetchPage={async (_query, signal) => {
          const items = await api.get("/api/survey-rounds/{roundId}/sites", { params: { path: { roundId } }, signal });
          return { items, nextCursor: null, total: items.length };
        }}
        rowKey={({ id }) => id}
        columns={columns}
        exportAddress={(format, query) => `/api/survey-rounds/${roundId}/sites/export?format=${format}&${query}`}
        empty={{ title: t("doorsNone"), text: t("doorsNoneText") }}
        renderSelection={
          may("survey.manage")
            ? (rows, clear) => (
                <Button
                  onClick={() => {
                    clear();
                    for (const row of rows) void remove(row);
                  }}
                >
                  {t("removeDoor")}
                </Button>
              )
            : undefined
        }
      />
      {isAdding && <AddDialog roundId={roundId} onClose={() => setAdding(false)} />}
    </RoundFrame>
  );
}

function ImportDoors({ roundId }: { readonly roundId: string }) {
  const t = useTexts(surveysTexts);
  return (
    <ListImport
      chooseText={t("import")}
      text={t("importText")}
      send={async (chosen, apply) =>
        api.post("/api/survey-rounds/{roundId}/sites/import", {
          params: { path: { roundId }, query: { apply }, header: fileName(chosen) },
          ...fileBody(chosen),
        })
      }
      countOf={({ added }) => added}
      refusedOf={({ refused }) => refused}
      seenText={({ added, same, refusedCount }, file) =>
        t("importPreview", { file, added, same, refused: refusedCount })
      }
      applyText={(count) => t("importApply", { count })}
      doneText={({ added, same }) => t("importDone", { added, same })}
      changes={[roundKey(roundId)]}
    />
  );
}

type Door = Readonly<Record<"building" | "floor" | "unit" | "enterprise" | "creditCode", string>>;

function AddDialog({ roundId, onClose }: { readonly roundId: string; readonly onClose: () => void }) {
  const t = useTexts(surveysTexts);
  const queryClient = useQueryClient();
  const fields: readonly FieldSpec<Door>[] = [
    { key: "building", label: t("building"), kind: "text", isRequired: true, isShort: true },
    { key: "floor", label: t("floor"), kind: "text", isRequired: true, isShort: true },
    { key: "unit", label: t("unit"), kind: "text", isShort: true, isEmptyText: true },
    { key: "creditCode", label: t("creditCode"), kind: "text", isShort: true },
    { key: "enterprise", label: t("enterprise"), kind: "text", isRequired: true },
  ];
  return (
    <Modal open title={t("addDoor")} footer={null} onCancel={onClose}>
      <RecordForm<Door>
        draftName={`survey-door:${roundId}`}
        fields={fields}
        held={{ values: { building: "", floor: "", unit: "", enterprise: "", creditCode: "" }, version: 0 }}
        isNew
        submitLabel={t("addDoor")}
        save={async ({ creditCode, ...door }) => {
          const body = { ...door, creditCode: creditCode.trim() === "" ? null : creditCode };
          await api.post("/api/survey-rounds/{roundId}/sites", { params: { path: { roundId } }, body });
          await queryClient.invalidateQueries({ queryKey: roundKey(roundId) });
          onClose();
        }}
        onCancel={onClose}
      />
    </Modal>
  );
}
