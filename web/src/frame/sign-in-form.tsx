import { type ReactNode, useId, useRef, useState } from "react";
import { api, isProblem } from "../data/api.ts";
import { useTexts } from "../text/texts.ts";
import { fieldOf, PasswordField, PlainField } from "./plain-field.tsx";
import styles from "./plain-form.module.css";
import { frameTexts } from "./texts.ts";

interface SignInFormProps {
  /** The login is known: the person only comes back. */
  readonly login?: string;
  readonly onSignedIn: () => Promise<void>;
  readonly children?: ReactNode;
}

export function SignInForm({ login, onSignedIn, children }: SignInFormProps) {
  const t = useTexts(frameTexts);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const alertId = useId();
  const alert = useRef<HTMLParagraphElement>(null);

  const signIn = async (data: FormData) => {
    setBusy(true);
    setProblem(null);
    try {
      await api.post("/api/session", {
        body: { login: fieldOf(data, "login").trim(), password: fieldOf(data, "password") },
      });
      await onSignedIn();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : t("offline"));
      requestAnimationFrame(() => alert.current?.focus());
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className={styles["form"]}
      aria-describedby={problem === null ? undefined : alertId}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(new FormData(event.currentTarget));
      }}
    >
      {problem !== null && (
        <p id={alertId} ref={alert} tabIndex={-1} role="alert" className={styles["problem"]}>
          {problem}
        </p>
      )}
      <PlainField
        name="login"
        label={t("login")}
        defaultValue={login ?? ""}
        readOnly={login !== undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- signing in is all that the page is for
        autoFocus={login === undefined}
      />
      <PasswordField
        name="password"
        label={t("password")}
        autoComplete="current-password"
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the login is there already
        autoFocus={login !== undefined}
      />
      <button type="submit" className={`plain primary ${styles["submit"]}`} disabled={isBusy}>
        {t("signIn")}
      </button>
      {children}
    </form>
  );
}
