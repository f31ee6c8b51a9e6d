import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMe } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { showFieldProblems } from "../../ui/forms.ts";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

interface Fields {
  readonly current: string;
  readonly password: string;
}

export function PasswordSection() {
  const t = useTexts(settingsTexts);
  const me = useMe();
  const act = useAct();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState("");
  const change = async (fields: Fields) => {
    setProblem("");
    try {
      await api.post("/api/me/password", { body: fields });
      form.resetFields();
      await act({ work: async () => null, done: t("changed"), changes: [["sessions"]] });
    } catch (error) {
      setProblem(showFieldProblems(form, error));
    }
  };
  const required = [{ required: true, message: t("required") }];
  return (
    <section>
      <h2>{t("password")}</h2>
      {problem !== "" && <Alert type="error" title={problem} className={styles["problem"] ?? ""} />}
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => void change(fields)}>
        <input type="text" name="username" autoComplete="username" value={me.login} readOnly hidden />
        <Form.Item name="current" label={t("current")} rules={required}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={t("next")} extra={t("nextHint")} rules={required}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit">{t("change")}</Button>
      </Form>
    </section>
  );
}
