import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Modal, Radio } from "antd";
import { useDeferredValue, useId, useState } from "react";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import { forgetNeeds } from "./queries.ts";
import type { Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";

const MOST_FOUND = 12;

/** Chooses the need that stays when this one says the same. */
export function MergeDialog({ need, onClose }: { readonly need: Need; readonly onClose: () => void }) {
  const t = useTexts(needsTexts);
  const id = useId();
  const act = useAct();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [search, setSearch] = useState("");
  const [into, setInto] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const words = useDeferredValue(search);
  const found = useQuery({
    queryKey: ["needs", need.scopeId, "to-merge", words],
    queryFn: async ({ signal }) => {
      const query = { limit: MOST_FOUND, ...(words === "" ? {} : { search: words }) };
      const params = { path: { scopeId: need.scopeId }, query };
      return (await api.get("/api/scopes/{scopeId}/needs", { params, signal })).items;
    },
    placeholderData: (before) => before,
  });
  const options = (found.data ?? [])
    .filter((other) => other.id !== need.id)
    .map((other) => ({
      value: other.id,
      label: [other.number, other.title, other.enterprise].filter(Boolean).join(" · "),
    }));
  const merge = async () => {
    if (into === null) {
      setMissing(true);
      return;
    }
    const survivor = await act({
      work: async () =>
        api.post("/api/needs/{needId}/merge", {
          params: { path: { needId: need.id }, header: ifMatch(need) },
          body: { into },
        }),
      done: ({ number }) => t("merged", { number: need.number, into: number }),
      undo: async (stayed) => {
        const params = { path: { needId: stayed.id } };
        const { items } = await api.get("/api/needs/{needId}/merges", { params });
        const made = items.find(({ merged, undoneAt }) => merged.id === need.id && undoneAt === null);
        if (made === undefined) return;
        await api.post("/api/need-merges/{mergeId}/undo", { params: { path: { mergeId: made.id } } });
        forgetNeeds(queryClient);
        await navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId: need.scopeId, needId: need.id } });
      },
      changes: [["needs"]],
    });
    if (survivor === null) return;
    onClose();
    await navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId: need.scopeId, needId: survivor.id } });
    await queryClient.invalidateQueries({ queryKey: ["needs"] });
  };
  return (
    <Modal
      open
      title={t("mergeTitle", { number: need.number })}
      okText={t("merge")}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <label htmlFor={id}>{t("mergeSearch")}</label>
      <Input
        id={id}
        allowClear
        value={search}
        placeholder={t("searchHint")}
        onChange={(event) => setSearch(event.target.value)}
      />
      <fieldset className={styles["choices"]} aria-describedby={`${id}-hint`}>
        <legend>{t("mergeInto")}</legend>
        <Radio.Group
          vertical
          value={into}
          options={options}
          onChange={(event) => {
            setMissing(false);
            setInto(event.target.value as string);
          }}
        />
        {found.isSuccess && options.length === 0 && <p>{t("mergeNone")}</p>}
      </fieldset>
      <small id={`${id}-hint`} className={isMissing ? styles["vague"] : styles["origin"]}>
        {t(isMissing ? "mergeMissing" : "mergeHint")}
      </small>
    </Modal>
  );
}
