import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { fieldOf, PasswordField, PlainField } from "../../frame/plain-field.tsx";
import form from "../../frame/plain-form.module.css";
import { useTexts } from "../../text/texts.ts";
import { useToken } from "./invitation-page.tsx";
import { PlainPage } from "./plain-page.tsx";
import { sessionTexts } from "./texts.ts";
import { useSend } from "./use-send.ts";

export function ResetPage() {
  const t = useTexts(sessionTexts);
  const token = useToken();
  const [isDone, setDone] = useState(false);
  const { isBusy, problem, fields, send } = useSend();
  if (token === "") {
    return (
      <PlainPage title={t("noToken")}>
        <p>{t("noTokenText")}</p>
      </PlainPage>
    );
  }
  if (isDone) {
    return (
      <PlainPage title={t("resetDone")}>
        <p role="status">{t("resetDoneText")}</p>
        <p>
          <Link to="/sign-in">{t("toSignIn")}</Link>
        </p>
      </PlainPage>
    );
  }
  const save = async (password: string) =>
    send(async () => {
      await api.post("/api/password-resets/complete", { body: { token, password } });
      setDone(true);
    });
  return (
    <PlainPage title={t("reset")}>
      <form
        className={form["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save(fieldOf(new FormData(event.currentTarget), "password"));
        }}
      >
        {problem !== "" && (
          <p role="alert" className={form["problem"]}>
            {problem}
          </p>
        )}
        <PasswordField
          name="password"
          label={t("newPassword")}
          hint={t("passwordHint")}
          problem={fields["password"]}
          autoComplete="new-password"
          required
        />
        <button type="submit" className={`plain primary ${form["submit"]}`} disabled={isBusy}>
          {t("save")}
        </button>
      </form>
    </PlainPage>
  );
}

export function ResetRequestPage() {
  const t = useTexts(sessionTexts);
  const [isSent, setSent] = useState(false);
  const { isBusy, problem, send } = useSend();
  if (isSent) {
    return (
      <PlainPage title={t("sent")}>
        <p role="status">{t("sentText")}</p>
        <p>
          <Link to="/sign-in">{t("toSignIn")}</Link>
        </p>
      </PlainPage>
    );
  }
  const ask = async (login: string) =>
    send(async () => {
      await api.post("/api/password-resets", { body: { login } });
      setSent(true);
    });
  return (
    <PlainPage title={t("ask")}>
      <form
        className={form["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void ask(fieldOf(new FormData(event.currentTarget), "login").trim());
        }}
      >
        <p>{t("askText")}</p>
        {problem !== "" && (
          <p role="alert" className={form["problem"]}>
            {problem}
          </p>
        )}
        <PlainField name="login" label={t("login")} autoComplete="username" autoCapitalize="none" required />
        <button type="submit" className={`plain primary ${form["submit"]}`} disabled={isBusy}>
          {t("send")}
        </button>
        <p>
          <Link to="/sign-in">{t("toSignIn")}</Link>
        </p>
      </form>
    </PlainPage>
  );
}
