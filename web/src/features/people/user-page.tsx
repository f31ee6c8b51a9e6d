import { ifMatch, type Schemas } from "@dual-high/client";
import { useQueries, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { App, Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay, useMe } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { ROLE_LABELS } from "../../frame/roles.ts";
import { nameOfScope, scopeQuery } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { Handout, linkOf } from "./handout.tsx";
import styles from "./people.module.css";
import { peopleTexts } from "./texts.ts";
import { userQuery } from "./user-query.ts";
import { stateOf } from "./user-state.ts";

export function UserPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const language = useLanguage();
  const me = useMe();
  const may = useMay();
  const act = useAct();
  const navigate = useNavigate();
  const { userId } = useParams({ from: "/in/users/$userId" });
  const { data: user } = useSuspenseQuery(userQuery(userId));
  const [handout, setHandout] = useState<Schemas["Handout"] | null>(null);
  const scopes = useQueries({ queries: user.roles.map(({ scopeId }) => scopeQuery(scopeId)) });

  const name = user.displayName;
  const changes = [["users"], ["user", userId]];
  const params = { path: { userId } };
  const switchTo = async (what: "disable" | "enable", version: number) =>
    api.post(`/api/users/{userId}/${what}`, { params: { ...params, header: ifMatch({ version }) } });
  const turn = async (what: "disable" | "enable") =>
    act({
      work: async () => switchTo(what, user.version),
      done: t(what === "disable" ? "disableDone" : "enableDone", { name }),
      undo: async ({ version }) => switchTo(what === "disable" ? "enable" : "disable", version),
      changes,
    });
  const reset = async () => {
    setHandout(await act({ work: async () => api.post("/api/users/{userId}/password-reset", { params }) }));
  };
  const erase = async () => {
    const done = await act({
      work: async () => {
        await api.post("/api/users/{userId}/erasure", { params });
        return true;
      },
      done: t("eraseDone"),
      changes,
    });
    if (done === true) await navigate({ to: "/users" });
  };
  const isSelf = me.userId === userId;
  const state = stateOf(user);
  return (
    <Page title={name} purpose={user.login} isColumn>
      <dl className={styles["facts"]}>
        <dt>{t("state")}</dt>
        <dd>{t(state)}</dd>
        <dt>{t("email")}</dt>
        <dd>{user.email ?? "–"}</dd>
        <dt>{t("createdAt")}</dt>
        <dd>{formatDay(user.createdAt)}</dd>
        <dt>{t("roles")}</dt>
        <dd>
          {user.roles.length === 0 && t("noRoles")}
          {user.roles.map(({ role, scopeId }, index) => {
            const scope = scopes[index]?.data;
            return (
              <div key={`${role}:${scopeId}`}>
                {pick(ROLE_LABELS[role])}
                {scope !== undefined && scope.kind !== "system" && ` · ${nameOfScope(scope, language)}`}
              </div>
            );
          })}
        </dd>
      </dl>
      {may("user.reset_password") && state === "active" && (
        <Matter title={t("reset")} text={t("resetText")}>
          <Button onClick={() => void reset()}>{t("resetAction")}</Button>
        </Matter>
      )}
      {may("user.disable") && !isSelf && state === "active" && (
        <Matter title={t("disable")} text={t("disableText")}>
          <Button danger onClick={() => void turn("disable")}>
            {t("disable")}
          </Button>
        </Matter>
      )}
      {may("user.disable") && state === "disabled" && (
        <Matter title={t("enable")} text={t("enableText")}>
          <Button onClick={() => void turn("enable")}>{t("enable")}</Button>
        </Matter>
      )}
      {may("user.erase") && !isSelf && state !== "erased" && (
        <Matter title={t("erase")} text={t("eraseText")}>
          <EraseButton login={user.login} onErase={erase} />
        </Matter>
      )}
      {handout !== null && (
        <Handout
          title={t("resetTitle")}
          name={name}
          message={t("resetMessage", { name, link: linkOf(handout.path) })}
          expiresAt={handout.expiresAt}
          onClose={() => setHandout(null)}
        />
      )}
    </Page>
  );
}

function Matter({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles["matter"]}>
      <div>
        <h2>{title}</h2>
        <p className={styles["soft"]}>{text}</p>
      </div>
      {children}
    </section>
  );
}

/** For good: asks for the login to be typed. */
function EraseButton({ login, onErase }: { login: string; onErase: () => Promise<void> }) {
  const t = useTexts(peopleTexts);
  const { modal } = App.useApp();
  const ask = () => {
    const asked = modal.confirm({
      title: t("erase"),
      okText: t("erase"),
      okButtonProps: { danger: true, disabled: true },
      cancelText: t("cancel"),
      content: (
        <>
          <p>{t("eraseText")}</p>
          <Input
            aria-label={t("eraseConfirm", { login })}
            placeholder={t("eraseConfirm", { login })}
            onChange={({ target }) =>
              asked.update({ okButtonProps: { danger: true, disabled: target.value.trim() !== login } })
            }
          />
        </>
      ),
      onOk: onErase,
    });
  };
  return (
    <Button danger onClick={ask}>
      {t("erase")}
    </Button>
  );
}
