import { useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import type { MeetingDay } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

interface AddPairDialogProps {
  readonly day: MeetingDay;
  readonly onClose: () => void;
}

/** Two whom no run suggested. */
export function AddPairDialog({ day, onClose }: AddPairDialogProps) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const [search, setSearch] = useState("");
  const [needId, setNeed] = useState<string | null>(null);
  const [participantId, setParticipant] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const needs = useQuery({
    queryKey: ["needs", day.scopeId, "to-meet", search],
    queryFn: async ({ signal }) => {
      const query = { limit: 20, ...(search === "" ? {} : { search }) };
      const params = { path: { scopeId: day.scopeId }, query };
      return (await api.get("/api/scopes/{scopeId}/needs", { params, signal })).items;
    },
  });
  const add = async () => {
    if (needId === null) return;
    const next = await change({
      work: async () =>
        api.post("/api/meeting-days/{dayId}/meetings", {
          params: { path: { dayId: day.id } },
          body: { needId, participantId, name: participantId === null ? name : "", unit, priority: "normal" },
        }),
      done: t("pairAdded"),
    });
    if (next !== null) onClose();
  };
  const partners = day.participants.filter(({ side }) => side === "partner");
  return (
    <Modal open title={t("addPair")} footer={null} onCancel={onClose}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label htmlFor="pair-need">{t("pairNeed")}</label>
        <Select
          id="pair-need"
          showSearch={{ filterOption: false, onSearch: setSearch }}
          placeholder={t("pairNeedHint")}
          value={needId}
          onChange={setNeed}
          options={(needs.data ?? []).map(({ id, title, enterprise }) => ({
            value: id,
            label: [enterprise, title].filter((part) => part !== null && part !== "").join(" · "),
          }))}
        />
        <label htmlFor="pair-partner">{t("pairPartner")}</label>
        <Select
          id="pair-partner"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={participantId}
          onChange={(next) => setParticipant(next ?? null)}
          options={partners.map((one) => ({ value: one.id, label: `${one.name} · ${one.unit}` }))}
        />
        {participantId === null && (
          <>
            <label htmlFor="pair-name">{t("pairOther")}</label>
            <Input id="pair-name" value={name} onChange={(event) => setName(event.target.value)} />
            <label htmlFor="pair-unit">{t("pairUnit")}</label>
            <Input id="pair-unit" value={unit} onChange={(event) => setUnit(event.target.value)} />
          </>
        )}
        <div className={styles["buttons"]}>
          <Button
            type="primary"
            htmlType="submit"
            disabled={needId === null || (participantId === null && name.trim() === "")}
          >
            {t("addIt")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Modal>
  );
}
