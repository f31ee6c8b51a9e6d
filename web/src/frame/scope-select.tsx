import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { api } from "../data/api.ts";
import { useLanguage } from "../text/texts.ts";
import { nameOfScope, type ScopeKind, scopeQuery } from "./scopes.ts";

interface ScopeSelectProps {
  readonly kind: ScopeKind;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

/** Chooses a scope of a kind by its name; stands in a form item. */
export function ScopeSelect({ kind, id, value, onChange }: ScopeSelectProps) {
  const language = useLanguage();
  const [search, setSearch] = useState("");
  const { data } = useQuery({
    queryKey: ["scopes", "select", kind, search],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes", { params: { query: { kind, limit: 50, ...(search === "" ? {} : { search }) } }, signal }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({ ...scopeQuery(value ?? ""), enabled: value !== undefined }).data;
  const found = data?.items ?? [];
  const items = chosen === undefined || found.some((scope) => scope.id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      allowClear
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={items.map((scope) => ({ value: scope.id, label: nameOfScope(scope, language) }))}
    />
  );
}
