import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { Modal } from "antd";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { api } from "../data/api.ts";
import { useMe } from "../data/me.ts";
import { useLanguage, usePick, useTexts } from "../text/texts.ts";
import type { Page, SearchHit } from "./feature.ts";
import { useAddressOf, usePages } from "./menu.tsx";
import styles from "./palette.module.css";
import { useCurrentScopeId } from "./scopes.ts";
import { frameTexts } from "./texts.ts";

interface PaletteProps {
  readonly onClose: () => void;
}

/** Ctrl K: goes to any page or record by its Chinese name, its pinyin or its English name. */
export function Palette({ onClose }: PaletteProps) {
  const t = useTexts(frameTexts);
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      aria-label={t("search")}
      style={{ top: 72 }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

interface Entry {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  readonly kind: string;
  readonly address: string;
}

function isHit({ label, words, key }: Page, typed: string): boolean {
  const text = [label.zh, label.en, words ?? "", key].join(" ").toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}

function useEntries(typed: string): { readonly entries: readonly Entry[]; readonly isLooking: boolean } {
  const t = useTexts(frameTexts);
  const pick = usePick();
  const language = useLanguage();
  const pages = usePages();
  const addressOf = useAddressOf();
  const scopeId = useCurrentScopeId(useMe());
  const { records } = useRouteContext({ from: "__root__" });
  const asked = useDeferredValue(typed);
  const found = useQuery({
    queryKey: ["search", asked, scopeId],
    queryFn: async ({ signal }) =>
      api.get("/api/search", {
        params: { query: { q: asked, limit: 20, ...(scopeId === null ? {} : { scopeId }) } },
        signal,
      }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const entryOf = (hit: SearchHit): Entry | [] => {
    const kind = records[hit.kind];
    if (kind === undefined) return [];
    return {
      key: `${hit.kind}:${hit.id}`,
      label: language === "en" ? (hit.titleEn ?? hit.title) : hit.title,
      about: hit.subtitle,
      kind: pick(kind.label),
      address: kind.addressOf(hit, scopeId),
    };
  };
  const here = pages
    .filter((page) => isHit(page, typed))
    .map((page) => ({ key: page.key, label: pick(page.label), about: "", kind: t("page"), address: addressOf(page) }));
  const hits = typed === "" ? [] : (found.data?.items ?? []).flatMap(entryOf);
  return { entries: [...here, ...hits], isLooking: typed !== "" && (found.isFetching || asked !== typed) };
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const t = useTexts(frameTexts);
  const navigate = useNavigate();
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const { entries, isLooking } = useEntries(typed.trim());

  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: "nearest" }), [active]);

  const go = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    void navigate({ to: entry.address });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, entries.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) go(entries[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles["palette"]}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette is opened to type
        autoFocus
        role="combobox"
        aria-label={t("search")}
        aria-expanded={entries.length > 0}
        aria-controls={listId}
        aria-activedescendant={entries.length === 0 ? undefined : `${listId}-${active}`}
        placeholder={t("searchHint")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} ref={list} role="listbox" aria-label={t("search")}>
        {entries.map((entry, index) => (
          <li
            key={entry.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => go(entry)}
          >
            <span className={styles["label"]}>{entry.label}</span>
            {entry.about !== "" && <small className={styles["about"]}>{entry.about}</small>}
            <small className={styles["kind"]}>{entry.kind}</small>
          </li>
        ))}
      </ul>
      {entries.length === 0 && !isLooking && <p role="status">{t("searchNone", { typed })}</p>}
    </div>
  );
}
