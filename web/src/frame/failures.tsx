import { Link, type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { ApiProblem } from "@dual-high/client";
import { type ReactNode, useState } from "react";
import { signedInPerson } from "../data/session.ts";
import { useTexts } from "../text/texts.ts";
import styles from "./failures.module.css";
import { frameTexts } from "./texts.ts";

/** A whole page in words: what happened, why, and what to do. */
function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <section className={styles["notice"]} role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </section>
  );
}

export function NoSuchPage() {
  const t = useTexts(frameTexts);
  return (
    <Notice title={t("noSuchPage")} text={t("noSuchPageText")}>
      <p>
        <Link to="/">{t("toWorkbench")}</Link>
      </p>
    </Notice>
  );
}

/** Where no frame stands around it. */
export function LoneNoSuchPage() {
  return (
    <main>
      <NoSuchPage />
    </main>
  );
}

export function LonePageFailure(props: Pick<ErrorComponentProps, "error" | "reset">) {
  return (
    <main>
      <PageFailure {...props} />
    </main>
  );
}

/** Whatever a page could not show: forbidden, not found, or broken. */
export function PageFailure({ error, reset }: Pick<ErrorComponentProps, "error" | "reset">) {
  const t = useTexts(frameTexts);
  const router = useRouter();
  const [isCopied, setCopied] = useState(false);
  const problem = error instanceof ApiProblem ? error : null;
  const person = signedInPerson();
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
  };
  const retry = () => {
    reset();
    void router.invalidate();
  };
  if (problem?.status === 403) {
    return (
      <Notice
        title={t("forbidden")}
        text={t("forbiddenText", { name: person?.displayName ?? "", login: person?.login ?? "" })}
      >
        <p className={styles["detail"]}>{problem.detail}</p>
        <p className={styles["actions"]}>
          <button type="button" onClick={() => void copy()}>
            {t(isCopied ? "copied" : "copyAddress")}
          </button>
          <Link to="/">{t("toWorkbench")}</Link>
        </p>
      </Notice>
    );
  }
  if (problem?.status === 404) {
    return (
      <Notice title={t("noSuchRecord")} text={t("noSuchRecordText")}>
        <p className={styles["actions"]}>
          <button type="button" onClick={() => void copy()}>
            {t(isCopied ? "copied" : "copyAddress")}
          </button>
          <Link to="/">{t("toWorkbench")}</Link>
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={t("failed")} text={problem?.detail ?? t("failedText")}>
      {problem !== null && problem.instance !== "" && (
        <p className={styles["detail"]}>{t("requestId", { id: problem.instance })}</p>
      )}
      {problem === null && <p className={styles["detail"]}>{error instanceof Error ? error.message : String(error)}</p>}
      <p className={styles["actions"]}>
        <button type="button" onClick={retry}>
          {t("retry")}
        </button>
        <Link to="/">{t("toWorkbench")}</Link>
      </p>
    </Notice>
  );
}
