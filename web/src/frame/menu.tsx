import { MenuOutlined } from "@ant-design/icons";
import { Link, useRouteContext } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { mayDo, useMe } from "../data/me.ts";
import { usePick, useTexts } from "../text/texts.ts";
import type { Page } from "./feature.ts";
import styles from "./menu.module.css";
import { scopeQuery, useCurrentScopeId } from "./scopes.ts";
import { frameTexts } from "./texts.ts";

const Drawer = lazy(async () => ({ default: (await import("antd/es/drawer")).default }));

/** The pages that this person has here, in the menu's order; those without a place in the menu come last. */
export function usePages(): readonly Page[] {
  const { pages } = useRouteContext({ from: "__root__" });
  const me = useMe();
  const scopeId = useCurrentScopeId(me);
  const kind = useQuery({ ...scopeQuery(scopeId ?? ""), enabled: scopeId !== null }).data?.kind;
  return pages
    .filter(({ to, kinds, permission }) => {
      const isInScope = to.includes("$scopeId");
      if (isInScope && (kind === undefined || scopeId === null || kinds?.includes(kind) === false)) return false;
      return permission === undefined || mayDo(me, permission, isInScope ? (scopeId ?? undefined) : undefined);
    })
    .toSorted((a, b) => (a.order ?? 1000) - (b.order ?? 1000));
}

export function useAddressOf(): (page: Page) => string {
  const me = useMe();
  const scopeId = useCurrentScopeId(me);
  return ({ to }) => to.replace("$scopeId", scopeId ?? "");
}

export function MainMenu() {
  const t = useTexts(frameTexts);
  return (
    <nav className={styles["menu"]} aria-label={t("menu")}>
      <MenuList pages={usePages().filter(({ order }) => order !== undefined)} />
    </nav>
  );
}

function MenuList({ pages, onChosen }: { pages: readonly Page[]; onChosen?: () => void }) {
  return (
    <ul>
      {pages.map((page) => (
        <li key={page.key}>
          <MenuLink page={page} {...(onChosen === undefined ? {} : { onChosen })} />
        </li>
      ))}
    </ul>
  );
}

function MenuLink({ page, onChosen }: { page: Page; onChosen?: () => void }) {
  const pick = usePick();
  const addressOf = useAddressOf();
  const isHome = page.to === "/p/$scopeId";
  return (
    <Link
      to={addressOf(page)}
      activeOptions={{ exact: isHome, includeSearch: false }}
      activeProps={{ "data-here": true }}
      {...(onChosen === undefined ? {} : { onClick: onChosen })}
    >
      <span>{pick(page.label)}</span>
      {page.Badge !== undefined && <page.Badge />}
    </Link>
  );
}

/** A bar of four for the thumb: three pages and all the others. */
export function PhoneBar() {
  const t = useTexts(frameTexts);
  const pages = usePages();
  const [isOpen, setOpen] = useState(false);
  const inMenu = pages.filter(({ order }) => order !== undefined);
  const chosen = pages.filter(({ onPhone }) => onPhone === true);
  const shown = (chosen.length >= 3 ? chosen : inMenu).slice(0, 3);
  return (
    <nav className={styles["phoneBar"]} aria-label={t("menu")}>
      {shown.map((page) => (
        <MenuLink key={page.key} page={page} />
      ))}
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <MenuOutlined aria-hidden />
        <span>{t("more")}</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Drawer
            open
            onClose={() => setOpen(false)}
            placement="bottom"
            title={t("menu")}
            styles={{ body: { padding: 0 } }}
          >
            <div className={styles["sheet"]}>
              <MenuList pages={inMenu} onChosen={() => setOpen(false)} />
            </div>
          </Drawer>
        </Suspense>
      )}
    </nav>
  );
}
