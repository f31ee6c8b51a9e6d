import { useQuery } from "@tanstack/react-query";
import { useLocation, useRouter } from "@tanstack/react-router";
import { api, isProblem, queryClient } from "../../data/api.ts";
import { welcomePerson } from "../../data/session.ts";
import { fieldOf, PasswordField, PlainField } from "../../frame/plain-field.tsx";
import form from "../../frame/plain-form.module.css";
import { ROLE_LABELS } from "../../frame/roles.ts";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { PlainPage } from "./plain-page.tsx";
import { sessionTexts } from "./texts.ts";
import { useSend } from "./use-send.ts";

/** The token stands behind the #, so that no server or proxy on the way writes it into a log. */
export function useToken(): string {
  return new URLSearchParams(useLocation().hash).get("token") ?? "";
}

export function InvitationPage() {
  const t = useTexts(sessionTexts);
  const pick = usePick();
  const router = useRouter();
  const token = useToken();
  const { isBusy, problem, fields, send } = useSend();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: async () => api.post("/api/invitations/view", { body: { token } }),
    enabled: token !== "",
    staleTime: Infinity,
  });

  if (token === "") {
    return (
      <PlainPage title={t("noToken")}>
        <p>{t("noTokenText")}</p>
      </PlainPage>
    );
  }
  if (invitation.error !== null) {
    return (
      <PlainPage title={t("invitation")}>
        <p role="alert">{isProblem(invitation.error) ? invitation.error.detail : invitation.error.message}</p>
      </PlainPage>
    );
  }
  if (invitation.data === undefined) {
    return (
      <PlainPage title={t("invitation")}>
        <p aria-busy="true">{t("loading")}</p>
      </PlainPage>
    );
  }
  const { displayName, scopeName, role, login, hasAccount, expiresAt } = invitation.data;
  const accept = async (password: string) =>
    send(async () => {
      await api.post("/api/invitations/accept", { body: { token, password } });
      welcomePerson();
      queryClient.clear();
      await router.navigate({ to: "/", replace: true });
    });
  return (
    <PlainPage title={t("invitation")}>
      <form
        className={form["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void accept(fieldOf(new FormData(event.currentTarget), "password"));
        }}
      >
        <p>
          {t("invitationText", { name: displayName, scope: scopeName, role: pick(ROLE_LABELS[role]) })}
          <br />
          {t("invitationUntil", { until: formatDay(expiresAt) })}
        </p>
        {problem !== "" && (
          <p role="alert" className={form["problem"]}>
            {problem}
          </p>
        )}
        <PlainField name="login" label={t("yourLogin")} value={login} readOnly autoComplete="username" />
        <PasswordField
          name="password"
          label={t(hasAccount ? "ownPassword" : "newPassword")}
          hint={t(hasAccount ? "ownPasswordHint" : "passwordHint")}
          problem={fields["password"]}
          autoComplete={hasAccount ? "current-password" : "new-password"}
          required
        />
        <button type="submit" className={`plain primary ${form["submit"]}`} disabled={isBusy}>
          {t("accept")}
        </button>
      </form>
    </PlainPage>
  );
}
