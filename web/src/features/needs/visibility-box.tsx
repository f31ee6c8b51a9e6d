import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import type { Need } from "./rules.ts";
import { VisibilityDialog } from "./visibility-dialog.tsx";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

/** Beside a need: who reads it, and for those who say so the way to change it and to the readings. */
export function VisibilityBox({ scopeId, need }: { readonly scopeId: string; readonly need: Need }) {
  const t = useTexts(visibilityTexts);
  const language = useLanguage();
  const [isChanging, setChanging] = useState(false);
  return (
    <section className={styles["box"]}>
      <h2>
        {t("readBy")}：{t(need.visibility)}
      </h2>
      <p className={styles["hint"]}>{t(`${need.visibility}Text`)}</p>
      {need.openedBy !== null && <p>{t("openedBy", { pair: need.openedBy[language] })}</p>}
      {need.mayHandle && (
        <p>
          <Button size="small" onClick={() => setChanging(true)}>
            {t("change")}
          </Button>{" "}
          <PathLink to={`/p/${scopeId}/needs/${need.id}/readers`}>{t("toReaders")}</PathLink>
        </p>
      )}
      {isChanging && <VisibilityDialog need={need} onClose={() => setChanging(false)} />}
    </section>
  );
}
