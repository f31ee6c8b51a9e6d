import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

/** All that is held about the reader: to take along, or to have erased. */
export function MyData() {
  const t = useTexts(settingsTexts);
  const [isErasing, setErasing] = useState(false);
  return (
    <section>
      <h2>{t("data")}</h2>
      <p>{t("exportText")}</p>
      <Button href="/api/me/export" download="my-data.json">
        {t("export")}
      </Button>
      <p className={styles["apart"]}>{t("eraseText")}</p>
      <Button danger onClick={() => setErasing(true)}>
        {t("erase")}
      </Button>
      {isErasing && <EraseDialog onClose={() => setErasing(false)} />}
    </section>
  );
}

function EraseDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(settingsTexts);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const erase = async () => {
    try {
      await api.post("/api/me/erasure", { body: { password } });
      location.assign("/sign-in");
    } catch (error) {
      if (!isProblem(error)) throw error;
      setProblem(error.detail);
    }
  };
  return (
    <Modal
      open
      title={t("erase")}
      okText={t("erase")}
      okButtonProps={{ danger: true, disabled: password === "" }}
      cancelText={t("cancel")}
      onOk={() => void erase()}
      onCancel={onClose}
    >
      <p>{t("eraseText")}</p>
      {problem !== "" && <Alert type="error" title={problem} className={styles["problem"] ?? ""} />}
      <Input.Password
        aria-label={t("eraseConfirm")}
        placeholder={t("eraseConfirm")}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Modal>
  );
}
