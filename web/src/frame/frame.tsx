import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useStore } from "../data/store.ts";
import { sessionIsOver } from "../data/session.ts";
import { useTexts } from "../text/texts.ts";
import { AntdRoot } from "./antd-root.tsx";
import styles from "./frame.module.css";
import { JobPill } from "./job-pill.tsx";
import { MainMenu, PhoneBar } from "./menu.tsx";
import { OutageBanner } from "./outage-banner.tsx";
import { SampleBanner } from "./sample-banner.tsx";
import { SessionDialog } from "./session-dialog.tsx";
import { frameTexts } from "./texts.ts";
import { TopBar } from "./top-bar.tsx";

// What is opened now and then is loaded then.
const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

/** What stands around every page of somebody signed in. */
export function Frame() {
  const t = useTexts(frameTexts);
  const isOver = useStore(sessionIsOver);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPaletteOpen(true);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useFocusOnNewPage(main);

  return (
    <AntdRoot>
      <a className={styles["skip"]} href="#content">
        {t("skip")}
      </a>
      <TopBar onSearch={() => setPaletteOpen(true)} />
      <OutageBanner />
      <div className={styles["body"]}>
        <MainMenu />
        <main id="content" ref={main} tabIndex={-1} className={styles["main"]}>
          <SampleBanner />
          <Outlet />
        </main>
      </div>
      <PhoneBar />
      <JobPill />
      {isPaletteOpen && (
        <Suspense fallback={null}>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
      {isOver && <SessionDialog />}
    </AntdRoot>
  );
}

/** After a change of page the focus is at its start, as after loading a document; a change of filters leaves it alone. */
function useFocusOnNewPage(main: { readonly current: HTMLElement | null }): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (last.current !== undefined && path !== undefined && last.current !== path) {
      main.current?.focus({ preventScroll: true });
    }
    last.current = path ?? last.current;
  }, [path, main]);
}
