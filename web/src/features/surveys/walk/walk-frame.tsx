import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useStore } from "../../../data/store.ts";
import { AntdRoot } from "../../../frame/antd-root.tsx";
import { LanguageButton } from "../../../frame/language-button.tsx";
import { useTexts } from "../../../text/texts.ts";
import mark from "../../../ui/mark.svg";
import { Page } from "../../../ui/page.tsx";
import { checkPhone, type Readiness } from "./readiness.ts";
import { StorageNotice } from "./storage-notice.tsx";
import { SyncLine } from "./sync-line.tsx";
import { walkTexts } from "./texts.ts";
import { walk } from "./walk-state.ts";
import styles from "./walk.module.css";
import { newerVersion, registerWorker, renew } from "./worker.ts";

/** What stands around the walking pages: always in words whether there is a network and what waits to be sent. */
export function WalkFrame() {
  const t = useTexts(walkTexts);
  const state = useStore(walk);
  const newer = useStore(newerVersion);
  const [readiness, setReadiness] = useState<Readiness | null>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const { isSecureContext, indexedDB } = globalThis;
    const { userAgent, storage } = navigator;
    void checkPhone({ isSecureContext, userAgent, indexedDB, storage }).then(setReadiness);
    void registerWorker();
  }, []);
  const obstacle = readiness?.obstacle ?? null;
  return (
    <AntdRoot>
      <header className={styles["bar"]}>
        <Link to="/walk" className={styles["brand"]}>
          <img src={mark} alt="" width="24" height="24" />
          <span>{t("title")}</span>
        </Link>
        {state !== null && <SyncLine state={state} />}
        <LanguageButton />
      </header>
      {newer !== null && (
        <div role="status" className={styles["renew"]}>
          <span>{t("newer")}</span>
          <Button size="small" onClick={() => renew(newer)}>
            {t("renew")}
          </Button>
        </div>
      )}
      <main id="content" tabIndex={-1} className={styles["main"]} aria-busy={readiness === null}>
        {obstacle !== null && <Obstacle kind={obstacle} />}
        {obstacle === null && readiness !== null && state === null && <Obstacle kind="unknown" />}
        {obstacle === null && readiness !== null && state !== null && (
          <StorageNotice warnings={readiness.warnings} isAsked={path !== "/walk"}>
            <Outlet />
          </StorageNotice>
        )}
      </main>
    </AntdRoot>
  );
}

/** Why nobody can walk with this browser as it is, and what to do. */
function Obstacle({ kind }: { readonly kind: "insecure" | "no_store" | "unknown" }) {
  const t = useTexts(walkTexts);
  return (
    <Page title={t(`obstacle.${kind}`)} isColumn>
      <p>{t(`obstacle.${kind}Text`)}</p>
      {kind === "insecure" && (
        <ul>
          <li>{t("obstacle.insecureOffice")}</li>
          <li>{t("obstacle.insecureTry", { address: location.origin })}</li>
        </ul>
      )}
      <Button onClick={() => location.reload()}>{t("tryAgain")}</Button>
    </Page>
  );
}
