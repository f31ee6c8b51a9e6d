import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { type KeyboardEvent, useId, useState } from "react";
import { usePick, useTexts } from "../text/texts.ts";
import type { Page } from "./feature.ts";
import { useAddressOf, usePages } from "./menu.tsx";
import styles from "./palette.module.css";
import { frameTexts } from "./texts.ts";

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Ctrl K: goes to any page by its Chinese name, its pinyin or its English name. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const t = useTexts(frameTexts);
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} closable={false} destroyOnHidden aria-label={t("search")}>
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

function isHit({ label, words, key }: Page, typed: string): boolean {
  const text = [label.zh, label.en, words ?? "", key].join(" ").toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const t = useTexts(frameTexts);
  const pick = usePick();
  const pages = usePages();
  const addressOf = useAddressOf();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const hits = pages.filter((page) => isHit(page, typed.trim()));

  const go = (page: Page | undefined) => {
    if (page === undefined) return;
    onClose();
    void navigate({ to: addressOf(page) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) go(hits[active]);
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
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={hits.length === 0 ? undefined : `${listId}-${active}`}
        placeholder={t("searchHint")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={t("search")}>
        {hits.map((page, index) => (
          <li
            key={page.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => go(page)}
          >
            {pick(page.label)}
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p role="status">{t("searchNone", { typed })}</p>}
    </div>
  );
}
