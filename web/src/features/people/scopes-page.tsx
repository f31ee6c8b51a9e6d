import { ifMatch } from "@dual-high/client";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useMay } from "../../data/me.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { SCOPE_KIND_LABELS, type Scope, type ScopeKind } from "../../frame/scopes.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { showFieldProblems } from "../../ui/forms.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { peopleTexts } from "./texts.ts";

/** Pairs are made of a zone and a university, on their own page. */
const MADE_ELSEWHERE: readonly ScopeKind[] = ["system", "person", "pair"];
const KINDS = (Object.keys(SCOPE_KIND_LABELS) as ScopeKind[]).filter((kind) => !MADE_ELSEWHERE.includes(kind));
type DraftKind = Exclude<ScopeKind, "system" | "person">;

export function ScopesPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const may = useMay();
  const [edited, setEdited] = useState<Scope | "new" | null>(null);
  const columns: readonly Column<Scope>[] = [
    { key: "name", title: t("scopeName"), text: (scope) => scope.name, width: 280 },
    { key: "kind", title: t("scopeKind"), text: (scope) => pick(SCOPE_KIND_LABELS[scope.kind]), width: 140 },
    { key: "nameEn", title: t("scopeNameEn"), text: (scope) => scope.nameEn ?? "", width: 280 },
    { key: "code", title: t("scopeCode"), text: (scope) => scope.code ?? "", width: 160 },
    {
      key: "members",
      title: t("openMembers"),
      text: () => "",
      render: (scope) => (
        <Link to="/p/$scopeId/members" params={{ scopeId: scope.id }}>
          {t("openMembers")}
        </Link>
      ),
      width: 100,
    },
  ];
  return (
    <Page
      title={t("scopes")}
      purpose={t("scopesPurpose")}
      actions={
        may("scope.create") && (
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("addScope")}
          </Button>
        )
      }
    >
      <List
        name="scopes"
        label={t("scopes")}
        queryKey={["scopes"]}
        fetchPage={async (query, signal) => api.get("/api/scopes", { params: { query }, signal })}
        rowKey={(scope) => scope.id}
        columns={columns}
        searchHint={t("scopesSearch")}
        empty={{ title: t("noScopes"), text: t("noScopesText") }}
        {...(may("scope.update") ? { onOpen: setEdited } : {})}
      />
      {edited !== null && <ScopeDialog scope={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

interface Fields {
  readonly kind: DraftKind;
  readonly name: string;
  readonly nameEn: string;
  readonly code: string;
  readonly parentId: string | null;
}

function ScopeDialog({ scope, onClose }: { scope: Scope | null; onClose: () => void }) {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const draft = useDraft<Fields>(`scope:${scope?.id ?? "new"}`, {
    kind: (scope?.kind ?? "zone") as DraftKind,
    parentId: scope?.parentId ?? null,
    name: scope?.name ?? "",
    nameEn: scope?.nameEn ?? "",
    code: scope?.code ?? "",
  });
  const parents = useQuery({
    queryKey: ["scopes", "provinces"],
    queryFn: async ({ signal }) => api.get("/api/scopes", { params: { query: { kind: "province" } }, signal }),
    enabled: scope === null,
  });
  const save = async ({ kind, name, nameEn, code, parentId }: Fields) => {
    const body = { name, nameEn: nameEn.trim() || null, code: code.trim() || null };
    setBusy(true);
    setProblem("");
    try {
      if (scope === null) await api.post("/api/scopes", { body: { kind, parentId, ...body } });
      else {
        const params = { path: { scopeId: scope.id }, header: ifMatch(scope) };
        await api.patch("/api/scopes/{scopeId}", { params, body });
      }
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: ["scopes"] });
      onClose();
    } catch (error) {
      setProblem(showFieldProblems(form, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={scope === null ? t("addScope") : t("editScope")}
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
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="kind" label={t("scopeKind")}>
          <Select
            disabled={scope !== null}
            options={KINDS.map((value) => ({ value, label: pick(SCOPE_KIND_LABELS[value]) }))}
          />
        </Form.Item>
        {scope === null && (
          <Form.Item name="parentId" label={t("scopeParent")} extra={t("scopeParentHint")}>
            <Select
              allowClear
              options={(parents.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="name" label={t("scopeName")} rules={[{ required: true, message: t("required") }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("scopeNameEn")}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="code" label={t("scopeCode")}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
