import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";

interface InstitutionsFieldProps {
  readonly id: string;
  readonly value: readonly string[];
  readonly onChange: (names: string[]) => void;
}

const MOST = 50;

/** Names of institutions, found among the universities and institutes of the directory, or typed. */
export function InstitutionsField({ id, value, onChange }: InstitutionsFieldProps) {
  const [typed, setTyped] = useState("");
  const { data } = useQuery({
    queryKey: ["search", "institutions", typed],
    queryFn: async ({ signal }) =>
      api.get("/api/search", { params: { query: { q: typed, kind: "organisation", limit: 20 } }, signal }),
    enabled: typed.trim() !== "",
  });
  const found = [...new Set((data?.items ?? []).map(({ title }) => title))];
  /** Enter after pinyin means the first that was found, and not its letters. */
  const nameMeant = (name: string): string => {
    const isSearch = name === typed && !value.includes(name) && /^[a-z\s]+$/i.test(name);
    return (isSearch ? (found[0] ?? name) : name).trim();
  };
  return (
    <Select
      id={id}
      mode="tags"
      maxCount={MOST}
      value={[...value]}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={found.map((name) => ({ value: name, label: name }))}
      onChange={(names: string[]) => {
        setTyped("");
        onChange([...new Set(names.map(nameMeant).filter((name) => name !== ""))]);
      }}
    />
  );
}
