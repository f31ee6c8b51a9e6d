import { Button, Input } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

export function InviteReader({ needId }: { readonly needId: string }) {
  const t = useTexts(visibilityTexts);
  const id = useId();
  const act = useAct();
  const [login, setLogin] = useState("");
  const [isMissing, setMissing] = useState(false);
  const invite = async () => {
    const wanted = login.trim();
    setMissing(wanted === "");
    if (wanted === "") return;
    const done = await act({
      work: async () =>
        api.post("/api/needs/{needId}/readers", { params: { path: { needId } }, body: { login: wanted } }),
      done: t("invited", { login: wanted }),
      changes: [["needs", "readers", needId]],
    });
    if (done !== null) setLogin("");
  };
  return (
    <section className={styles["section"]}>
      <h2>{t("inviteTitle")}</h2>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <div>
          <label htmlFor={id}>{t("login")}</label>
          <Input
            id={id}
            autoComplete="off"
            value={login}
            maxLength={100}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setLogin(event.target.value)}
          />
        </div>
        <Button type="primary" htmlType="submit">
          {t("invite")}
        </Button>
        <small id={`${id}-hint`} data-missing={isMissing || undefined}>
          {t(isMissing ? "loginMissing" : "loginHint")}
        </small>
      </form>
    </section>
  );
}
