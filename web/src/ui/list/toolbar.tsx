import { CloseOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Popover } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTexts } from "../../text/texts.ts";
import type { ListAddress, ListState } from "./list-state.ts";
import styles from "./list.module.css";
import { listTexts } from "./texts.ts";
import type { Filter } from "./types.ts";

interface ToolbarProps {
  readonly filters: readonly Filter[];
  readonly state: ListState;
  readonly onChange: ListAddress["change"];
  readonly searchHint: string | undefined;
  readonly count: string;
  /** What stands at the right: views, columns, export. */
  readonly children: ReactNode;
}

export function ListToolbar({ filters, state, onChange, searchHint, count, children }: ToolbarProps) {
  const t = useTexts(listTexts);
  const isSet = state.search !== "" || Object.keys(state.filters).length > 0;
  return (
    <div className={styles["toolbar"]}>
      {searchHint !== undefined && (
        <SearchBox value={state.search} hint={searchHint} onChange={(search) => onChange({ search }, true)} />
      )}
      {filters.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          values={state.filters[filter.key] ?? []}
          onChange={(values) => {
            const { [filter.key]: _, ...others } = state.filters;
            onChange({ filters: values.length === 0 ? others : { ...others, [filter.key]: values } });
          }}
        />
      ))}
      {isSet && (
        <Button type="link" size="small" onClick={() => onChange({ search: "", filters: {} })}>
          {t("clear")}
        </Button>
      )}
      <span className={styles["count"]} role="status">
        {count}
      </span>
      <span className={styles["tools"]}>{children}</span>
    </div>
  );
}

const TYPING_PAUSE_MS = 250;

function SearchBox({ value, hint, onChange }: { value: string; hint: string; onChange: (value: string) => void }) {
  const t = useTexts(listTexts);
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  // Back and forward change the address under the box.
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(typed.trim());
      onChange(typed.trim());
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, onChange]);
  return (
    <Input
      className={styles["search"] ?? ""}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={`${t("search")}: ${hint}`}
      placeholder={hint}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface FilterChipProps {
  readonly filter: Filter;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A filter: a dashed chip that offers its values, then a full one that says them and can be taken away. */
function FilterChip({ filter, values, onChange }: FilterChipProps) {
  const t = useTexts(listTexts);
  const { label, options } = filter;
  const [find, setFind] = useState("");
  const isSet = values.length > 0;
  const names = values.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const offered = options.filter((option) => option.label.toLowerCase().includes(find.trim().toLowerCase()));
  const content = (
    <div className={styles["options"]}>
      {options.length > 8 && (
        <Input
          size="small"
          aria-label={t("findOption")}
          placeholder={t("findOption")}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      <div role="group" aria-label={label} className={styles["optionList"]}>
        {offered.map((option) => (
          <Checkbox
            key={option.value}
            checked={values.includes(option.value)}
            onChange={({ target }) => {
              const others = filter.isSingle === true ? [] : values.filter((value) => value !== option.value);
              onChange(target.checked ? [...others, option.value] : others);
            }}
          >
            {option.label}
          </Checkbox>
        ))}
      </div>
    </div>
  );
  return (
    <span className={styles["chip"]} data-set={isSet || undefined}>
      <Popover content={content} trigger="click" placement="bottomLeft" arrow={false} destroyOnHidden>
        <button type="button" aria-haspopup="dialog" title={names.join(", ")}>
          {!isSet && <PlusOutlined aria-hidden />}
          <span className={styles["chipText"]}>
            {label}
            {isSet && `: ${names.slice(0, 2).join(", ")}${names.length > 2 ? ` +${names.length - 2}` : ""}`}
          </span>
        </button>
      </Popover>
      {isSet && (
        <button type="button" aria-label={t("removeFilter", { label })} onClick={() => onChange([])}>
          <CloseOutlined aria-hidden />
        </button>
      )}
    </span>
  );
}
