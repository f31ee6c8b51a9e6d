import type { Schemas } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useMay } from "../../data/me.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { nameOfScope } from "../../frame/scopes.ts";
import { ScopeSelect } from "../../frame/scope-select.tsx";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { showFieldProblems } from "../../ui/forms.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { pairsTexts } from "./texts.ts";

type Pair = Schemas["Pair"];
const PHASES = ["pilot", "extension", "full_coverage"] as const satisfies readonly Pair["phase"][];
const CONFIDENCES = ["confirmed", "likely"] as const satisfies readonly Pair["confidence"][];

export function PairsPage() {
  const t = useTexts(pairsTexts);
  const language = useLanguage();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const columns: readonly Column<Pair>[] = [
    { key: "zone", title: t("zone"), text: (pair) => nameOfScope(pair.zone, language), width: 240, isSortable: true },
    {
      key: "university",
      title: t("university"),
      text: (pair) => nameOfScope(pair.university, language),
      width: 240,
      isSortable: true,
    },
    { key: "city", title: t("city"), text: (pair) => pair.cityName ?? "", width: 100, isSortable: true },
    { key: "phase", title: t("phase"), text: (pair) => t(`phase.${pair.phase}`), width: 120 },
    { key: "since", title: t("since"), text: (pair) => pair.since ?? "", width: 120, isSortable: true },
    { key: "confidence", title: t("confidence"), text: (pair) => t(`confidence.${pair.confidence}`), width: 140 },
    { key: "isSample", title: t("sample"), text: (pair) => (pair.isSample ? t("sample") : ""), width: 80 },
  ];
  const filters: readonly Filter[] = [
    { key: "phase", label: t("phase"), options: PHASES.map((value) => ({ value, label: t(`phase.${value}`) })) },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("pair.create") && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        )
      }
    >
      <List
        name="pairs"
        label={t("title")}
        queryKey={["pairs"]}
        fetchPage={async (query, signal) => api.get("/api/pairs", { params: { query }, signal })}
        rowKey={(pair) => pair.id}
        columns={columns}
        filters={filters}
        searchHint={t("search")}
        defaultSort="zone"
        addressOf={(pair) => `/p/${pair.id}`}
        empty={{ title: t("none"), text: t("noneText") }}
      />
      {isAdding && <AddPairDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

interface Fields {
  readonly zoneId: string | undefined;
  readonly universityId: string | undefined;
  readonly phase: Pair["phase"];
  readonly confidence: Pair["confidence"];
  readonly source: string;
}

function AddPairDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(pairsTexts);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const draft = useDraft<Fields>("pair:new", {
    zoneId: undefined,
    universityId: undefined,
    phase: "pilot",
    confidence: "confirmed",
    source: "",
  });
  const add = async ({ zoneId = "", universityId = "", ...rest }: Fields) => {
    setBusy(true);
    setProblem("");
    try {
      const pair = await api.post("/api/pairs", { body: { zoneId, universityId, ...rest } });
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: ["pairs"] });
      await navigate({ to: "/p/$scopeId", params: { scopeId: pair.id } });
    } catch (error) {
      setProblem(showFieldProblems(form, error));
      setBusy(false);
    }
  };
  const required = [{ required: true, message: t("required") }];
  return (
    <Modal
      open
      title={t("add")}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} style={{ marginBottom: 16 }} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.value}
        onValuesChange={draft.change}
        onFinish={(fields) => void add(fields)}
      >
        <Form.Item name="zoneId" label={t("zone")} rules={required}>
          <ScopeSelect kind="zone" />
        </Form.Item>
        <Form.Item name="universityId" label={t("university")} rules={required}>
          <ScopeSelect kind="university" />
        </Form.Item>
        <Form.Item name="phase" label={t("phase")}>
          <Select options={PHASES.map((value) => ({ value, label: t(`phase.${value}`) }))} />
        </Form.Item>
        <Form.Item name="confidence" label={t("confidence")}>
          <Select options={CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))} />
        </Form.Item>
        <Form.Item name="source" label={t("source")}>
          <Input maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
