import { DownOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Popover } from "antd";
import { useState } from "react";
import { api } from "../data/api.ts";
import { useMe } from "../data/me.ts";
import { useLanguage, usePick, useTexts } from "../text/texts.ts";
import { nameOfScope, SCOPE_KIND_LABELS, scopeQuery, useCurrentScopeId } from "./scopes.ts";
import styles from "./scope-switch.module.css";
import { frameTexts } from "./texts.ts";
import bar from "./top-bar.module.css";

/** The pair, or other scope, that everything on the page is about: chosen here, kept in the address. */
export function ScopeSwitch() {
  const t = useTexts(frameTexts);
  const me = useMe();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const scopeId = useCurrentScopeId(me);
  const scope = useQuery({ ...scopeQuery(scopeId ?? ""), enabled: scopeId !== null });
  if (me.grants.every(({ scopeKind, role }) => scopeKind === "system" || role === "expert")) return null;
  const name = scope.data === undefined ? (scopeId === null ? t("noScope") : "…") : nameOfScope(scope.data, language);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={<ScopeList onChosen={() => setOpen(false)} />}
    >
      <button type="button" className={bar["scope"]} aria-haspopup="dialog" aria-label={`${t("chooseScope")}: ${name}`}>
        <span className={bar["scopeName"]}>{name}</span>
        <DownOutlined aria-hidden />
      </button>
    </Popover>
  );
}

function ScopeList({ onChosen }: { onChosen: () => void }) {
  const t = useTexts(frameTexts);
  const pick = usePick();
  const language = useLanguage();
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const scopes = useQuery({
    queryKey: ["scopes", "switch", search],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes", { params: { query: { limit: 50, ...(search === "" ? {} : { search }) } }, signal }),
    placeholderData: keepPreviousData,
  });
  const items = (scopes.data?.items ?? []).filter(({ kind }) => kind !== "system" && kind !== "person");
  // Pairs are what most people look for.
  const sorted = [...items.filter(({ kind }) => kind === "pair"), ...items.filter(({ kind }) => kind !== "pair")];
  const choose = (scopeId: string) => {
    onChosen();
    void navigate({ to: "/p/$scopeId", params: { scopeId } });
  };
  return (
    <div className={styles["list"]}>
      <Input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the list is opened to search it
        autoFocus
        allowClear
        aria-label={t("findScope")}
        placeholder={t("findScope")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => sorted[0] !== undefined && choose(sorted[0].id)}
      />
      <ul>
        {sorted.map((scope) => (
          <li key={scope.id}>
            <button type="button" onClick={() => choose(scope.id)}>
              <span>{nameOfScope(scope, language)}</span>
              <small>{pick(SCOPE_KIND_LABELS[scope.kind])}</small>
            </button>
          </li>
        ))}
      </ul>
      {scopes.data !== undefined && sorted.length === 0 && <p>{t("noScopeFound")}</p>}
    </div>
  );
}
