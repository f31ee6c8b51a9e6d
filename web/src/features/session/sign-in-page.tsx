import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { SignInForm } from "../../frame/sign-in-form.tsx";
import { queryClient } from "../../data/api.ts";
import { welcomePerson } from "../../data/session.ts";
import { useTexts } from "../../text/texts.ts";
import { PlainPage } from "./plain-page.tsx";
import styles from "./plain-page.module.css";
import { sessionTexts } from "./texts.ts";

/** Only an address of ours: a link must not lead away from here. */
function safeNext(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}

export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const t = useTexts(sessionTexts);
  const router = useRouter();
  return (
    <PlainPage title={t("signIn")}>
      <SignInForm
        onSignedIn={async () => {
          welcomePerson();
          queryClient.clear();
          await router.navigate({ href: safeNext(next), replace: true });
        }}
      >
        <p className={styles["foot"]}>
          <span>{t("noAccount")}</span>
          <Link to="/reset/request">{t("forgot")}</Link>
        </p>
      </SignInForm>
    </PlainPage>
  );
}
