import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../data/api.ts";
import { resumeSession, signedInPerson } from "../data/session.ts";
import { useTexts } from "../text/texts.ts";
import styles from "./session-dialog.module.css";
import { SignInForm } from "./sign-in-form.tsx";
import { frameTexts } from "./texts.ts";

/** Stands over the page when the session ended: the page keeps what was typed, and what was asked for goes on after it. */
export function SessionDialog() {
  const t = useTexts(frameTexts);
  const queryClient = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isStranger, setStranger] = useState(false);
  const person = signedInPerson();
  const name = person?.displayName ?? "";

  useEffect(() => {
    dialog.current?.showModal();
    // The browser goes to the first field, which is known already.
    dialog.current?.querySelector<HTMLElement>("input:not([readonly])")?.focus();
  }, []);

  const onSignedIn = async () => {
    const me = await api.get("/api/me");
    if (me.userId === person?.userId) {
      resumeSession();
      await queryClient.invalidateQueries();
      return;
    }
    // What waits was asked for by someone else and must not go out under this name.
    await api.delete("/api/session");
    setStranger(true);
  };
  return (
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-labelledby="session-over"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="session-over">{t("sessionOver")}</h2>
      <p>{t("sessionOverText", { name })}</p>
      {isStranger && <p role="alert">{t("wrongPerson", { name })}</p>}
      <SignInForm login={person?.login ?? ""} onSignedIn={onSignedIn}>
        <button type="button" className="quiet" onClick={() => location.assign("/sign-in")}>
          {t("someoneElse")}
        </button>
      </SignInForm>
    </dialog>
  );
}
