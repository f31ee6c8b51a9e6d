import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { meQuery, useMe } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { DraftNote } from "../../frame/draft-note.tsx";
import { ROLE_LABELS } from "../../frame/roles.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { showFieldProblems } from "../../ui/forms.ts";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

interface Fields {
  readonly displayName: string;
  readonly email: string;
}

export function ProfileSection() {
  const t = useTexts(settingsTexts);
  const pick = usePick();
  const me = useMe();
  const act = useAct();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState("");
  const draft = useDraft<Fields>("profile", { displayName: me.displayName, email: me.email ?? "" });

  const save = async ({ displayName, email }: Fields) => {
    setProblem("");
    try {
      const changed = await api.patch("/api/me", {
        params: { header: ifMatch(me) },
        body: { displayName, email: email.trim() || null },
      });
      queryClient.setQueryData(meQuery.queryKey, changed);
      draft.clear();
      await act({ work: async () => changed, done: t("saved") });
    } catch (error) {
      setProblem(showFieldProblems(form, error));
    }
  };
  const drop = () => {
    draft.clear();
    form.resetFields();
  };
  return (
    <section>
      <h2>{t("profile")}</h2>
      <DraftNote draft={{ ...draft, clear: drop }} />
      {problem !== "" && <Alert type="error" title={problem} className={styles["problem"] ?? ""} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.value}
        onValuesChange={draft.change}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item label={t("login")}>
          <span>{me.login}</span>
        </Form.Item>
        <Form.Item name="displayName" label={t("displayName")} rules={[{ required: true, message: t("required") }]}>
          <Input maxLength={100} autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t("email")}
          extra={t("emailHint")}
          rules={[{ type: "email", message: t("notMail") }]}
        >
          <Input maxLength={200} autoComplete="email" inputMode="email" />
        </Form.Item>
        <Form.Item label={t("roles")}>
          <ul className={styles["plain"]}>
            {me.grants.map(({ role, scopeId, scopeKind, scopeName }) => (
              <li key={`${role}:${scopeId}`}>
                {pick(ROLE_LABELS[role])}
                {scopeKind !== "system" && ` · ${scopeName}`}
              </li>
            ))}
          </ul>
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t("save")}
        </Button>
      </Form>
    </section>
  );
}
