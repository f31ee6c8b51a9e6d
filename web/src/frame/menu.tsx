import { MenuOutlined } from "@ant-design/icons";
import type { Bilingual } from "@dual-high/kernel";
import { Link, useLocation, useRouteContext } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { mayDo, useMe } from "../data/me.ts";
import { usePreference } from "../data/preferences.ts";
import { usePick, useTexts } from "../text/texts.ts";
import type { Page } from "./feature.ts";
import styles from "./menu.module.css";
import { scopeQuery, useCurrentScopeId } from "./scopes.ts";
import { frameTexts } from "./texts.ts";

const Drawer = lazy(async () => ({ default: (await import("antd/es/drawer")).default }));

/** The pages that this person has here, in the menu's order; those without a place in the menu come last. */
export function usePages(): readonly Page[] {
  const { pages, menu } = useRouteContext({ from: "__root__" });
  const order = menu.flatMap((group) => group.pages);
  const placeOf = ({ key }: Page) => (order.includes(key) ? order.indexOf(key) : order.length);
  const me = useMe();
  const scopeId = useCurrentScopeId(me);
  const kind = useQuery({ ...scopeQuery(scopeId ?? ""), enabled: scopeId !== null }).data?.kind;
  return pages
    .filter(({ to, kinds, permission }) => {
      const isInScope = to.includes("$scopeId");
      if (isInScope && (kind === undefined || scopeId === null || kinds?.includes(kind) === false)) return false;
      return permission === undefined || mayDo(me, permission, isInScope ? (scopeId ?? undefined) : undefined);
    })
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

export function useAddressOf(): (page: Page) => string {
  const me = useMe();
  const scopeId = useCurrentScopeId(me);
  return ({ to }) => to.replace("$scopeId", scopeId ?? "");
}

interface Section {
  readonly key: string;
  readonly label: Bilingual | null;
  readonly pages: readonly Page[];
}

/** The menu's groups with the pages that this person has here; a group without any is left out. */
function useSections(): readonly Section[] {
  const { menu } = useRouteContext({ from: "__root__" });
  const pages = usePages();
  return menu
    .map(({ key, label, pages: keys }) => ({ key, label, pages: pages.filter((page) => keys.includes(page.key)) }))
    .filter((section) => section.pages.length > 0);
}

export function MainMenu() {
  const t = useTexts(frameTexts);
  const pathname = useLocation({ select: (location) => location.pathname });
  const menu = useRef<HTMLElement>(null);
  // Whoever comes by a link or the palette sees where they are, though the menu is longer than the screen.
  useEffect(() => {
    if (menu.current !== null && pathname !== "") {
      menu.current.querySelector("[data-here]")?.scrollIntoView({ block: "nearest" });
    }
  }, [pathname]);
  return (
    <nav ref={menu} className={styles["menu"]} aria-label={t("menu")}>
      <MenuSections />
    </nav>
  );
}

/** Groups that a person folded away stay so; the heading of one that leads to where they are is marked. */
function MenuSections({ onChosen }: { onChosen?: () => void }) {
  const pick = usePick();
  const addressOf = useAddressOf();
  const pathname = useLocation({ select: (location) => location.pathname });
  const [folded, setFolded] = usePreference<readonly string[]>("menu-folded");
  return useSections().map(({ key, label, pages }) => {
    if (label === null) return <MenuList key={key} pages={pages} {...(onChosen === undefined ? {} : { onChosen })} />;
    const isHere = pages.some((page) => `${pathname}/`.startsWith(`${addressOf(page)}/`));
    const isFolded = folded?.includes(key) === true;
    return (
      <details
        key={key}
        open={!isFolded}
        onToggle={({ currentTarget: { open } }) => {
          if (open !== isFolded) return;
          const others = (folded ?? []).filter((other) => other !== key);
          setFolded(open ? others : [...others, key]);
        }}
      >
        <summary data-here={(isHere && isFolded) || undefined}>{pick(label)}</summary>
        <MenuList pages={pages} {...(onChosen === undefined ? {} : { onChosen })} />
      </details>
    );
  });
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
  const inMenu = useSections().flatMap((section) => section.pages);
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
              <MenuSections onChosen={() => setOpen(false)} />
            </div>
          </Drawer>
        </Suspense>
      )}
    </nav>
  );
}
