import { Modal } from "antd";
import { useTexts } from "../../../text/texts.ts";
import styles from "./run.module.css";
import { runTexts } from "./texts.ts";

export function KeyHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(runTexts);
  const rows = [
    [["J", "K"], t("keyNeed")],
    [["1", "…", "9"], t("keyPartner")],
    [["A"], t("accept")],
    [["R"], t("refuse")],
    [["L"], t("later")],
    [["U"], t("undo")],
    [["/"], t("keySearch")],
    [["E"], t("keyExport")],
    [["?"], t("keyHelp")],
  ] as const;
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={t("help")} width={420}>
      <dl className={styles["keys"]}>
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) =>
                key === "…" ? (
                  "…"
                ) : (
                  <kbd key={key} className={styles["key"]}>
                    {key}
                  </kbd>
                ),
              )}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
