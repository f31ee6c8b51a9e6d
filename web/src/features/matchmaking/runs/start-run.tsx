import type { Schemas } from "@dual-high/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Form, Input, InputNumber, Modal } from "antd";
import { api, isProblem } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { lookAtJobs } from "../../../data/jobs.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useTexts } from "../../../text/texts.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./runs.module.css";
import { runsTexts } from "./texts.ts";

type Draft = Required<
  Pick<Schemas["MatchRunDraft"], "note" | "top" | "capacity" | "withAchievements" | "withTeams" | "withInstruments">
>;
const DEFAULTS: Draft = {
  note: "",
  top: 5,
  capacity: 2,
  withAchievements: true,
  withTeams: true,
  withInstruments: true,
};

export function StartRun({ scopeId, onClose }: { scopeId: string; onClose: () => void }) {
  const t = useTexts(runsTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const draft = useDraft<Draft>(`run:${scopeId}`, DEFAULTS);
  const { value, change } = draft;
  const start = useMutation({
    mutationFn: async () =>
      api.post("/api/scopes/{scopeId}/match-runs", { params: { path: { scopeId } }, body: value }),
    onSuccess: async (run) => {
      draft.clear();
      lookAtJobs();
      void queryClient.invalidateQueries({ queryKey: ["match-runs", scopeId] });
      await navigate({ to: "/p/$scopeId/runs/$runId", params: { scopeId, runId: run.id } });
    },
  });
  const flags = ["withAchievements", "withTeams", "withInstruments"] as const;
  return (
    <Modal open onCancel={onClose} footer={null} title={t("starting")} width={480}>
      <p className={styles["startText"]}>{t("startText")}</p>
      {start.error !== null && (
        <Notice title={isProblem(start.error) ? start.error.detail : start.error.message} isAlarm />
      )}
      <DraftNote draft={draft} />
      <Form layout="vertical" onFinish={() => start.mutate()}>
        <Form.Item label={t("include")}>
          <div role="group" aria-label={t("include")} className={styles["flags"]}>
            {flags.map((flag) => (
              <Checkbox key={flag} checked={value[flag]} onChange={({ target }) => change({ [flag]: target.checked })}>
                {t(flag)}
              </Checkbox>
            ))}
          </div>
        </Form.Item>
        <Form.Item label={t("top")} htmlFor="run-top">
          <InputNumber
            id="run-top"
            min={1}
            max={20}
            precision={0}
            value={value.top}
            onChange={(top) => change({ top: top ?? 5 })}
          />
        </Form.Item>
        <Form.Item label={t("capacity")} htmlFor="run-capacity">
          <InputNumber
            id="run-capacity"
            min={1}
            max={50}
            precision={0}
            value={value.capacity}
            onChange={(capacity) => change({ capacity: capacity ?? 2 })}
          />
        </Form.Item>
        <Form.Item label={t("note")} htmlFor="run-note">
          <Input
            id="run-note"
            maxLength={2000}
            placeholder={t("noteHint")}
            value={value.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </Form.Item>
        <div className={styles["formButtons"]}>
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            {t("start")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </Form>
    </Modal>
  );
}
