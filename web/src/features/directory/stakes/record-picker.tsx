import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";

interface RecordPickerProps {
  readonly id: string;
  readonly scopeId: string;
  readonly kind: "person" | "organisation";
  readonly placeholder: string;
  /** Null for none. */
  readonly value: { readonly id: string; readonly name: string } | null;
  readonly onChange: (value: { readonly id: string; readonly name: string } | null) => void;
}

/** Finds a record of the directory by any of its names. */
export function RecordPicker({ id, scopeId, kind, placeholder, value, onChange }: RecordPickerProps) {
  const [typed, setTyped] = useState("");
  const { data } = useQuery({
    queryKey: ["search", scopeId, typed],
    queryFn: async ({ signal }) => api.get("/api/search", { params: { query: { q: typed, scopeId } }, signal }),
    enabled: typed.trim() !== "",
  });
  const hits = (data?.items ?? []).filter((hit) => hit.kind === kind);
  const held =
    value === null || hits.some((hit) => hit.id === value.id) ? [] : [{ value: value.id, label: value.name }];
  return (
    <Select
      id={id}
      allowClear
      placeholder={placeholder}
      value={value?.id ?? null}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[
        ...held,
        ...hits.map((hit) => ({ value: hit.id, label: hit.subtitle ? `${hit.title} · ${hit.subtitle}` : hit.title })),
      ]}
      onChange={(next: string | null | undefined) => {
        const hit = hits.find((each) => each.id === next);
        onChange(hit === undefined ? null : { id: hit.id, name: hit.title });
      }}
    />
  );
}
