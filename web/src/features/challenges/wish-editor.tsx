import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select } from "antd";
import { useId, useState } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import type { Suggestion, Wish } from "./data.ts";
import { challengesTexts } from "./texts.ts";

interface WishEditorProps {
  readonly wish: Wish;
  readonly suggestion: Suggestion;
  readonly onChange: (part: Partial<Wish>) => void;
}

const MOST_TERMS = 20;

/** What is asked for: capabilities out of the text or typed in, limits, and where to look for people. */
export function WishEditor({ wish, suggestion, onChange }: WishEditorProps) {
  const t = useTexts(challengesTexts);
  const id = useId();
  const { capabilities, limits, units } = wish;
  const setLimit = (part: Partial<Wish["limits"]>) => onChange({ limits: { ...limits, ...part } });
  return (
    <div className={styles["wish"]}>
      <CapabilityList
        capabilities={capabilities}
        suggestion={suggestion}
        onChange={(next) => onChange({ capabilities: next })}
      />
      <fieldset>
        <legend>{t("limits")}</legend>
        <label>
          {t("seniors")}
          <InputNumber<number>
            min={0}
            max={10}
            precision={0}
            value={limits.seniors}
            onChange={(next) => setLimit({ seniors: next ?? 0 })}
          />
        </label>
        <label>
          {t("mostProjects")}
          <InputNumber<number>
            min={1}
            max={50}
            precision={0}
            value={limits.mostProjects}
            onChange={(next) => setLimit({ mostProjects: next ?? 1 })}
          />
        </label>
        <label>
          {t("mostMembers")}
          <InputNumber<number>
            min={1}
            max={50}
            precision={0}
            value={limits.mostMembers}
            onChange={(next) => setLimit({ mostMembers: next })}
          />
        </label>
      </fieldset>
      <label htmlFor={`${id}-units`}>{t("units")}</label>
      <Select
        id={`${id}-units`}
        mode="multiple"
        className={styles["wide"] ?? ""}
        aria-label={t("units")}
        placeholder={t("allUnits")}
        value={[...units]}
        maxTagCount="responsive"
        onChange={(next: string[]) => onChange({ units: next })}
        options={suggestion.units.map(({ unit, people }) => ({
          value: unit,
          label: `${unit} · ${people} ${t("peopleUnit")}`,
        }))}
      />
    </div>
  );
}

interface CapabilityListProps {
  readonly capabilities: Wish["capabilities"];
  readonly suggestion: Suggestion;
  readonly onChange: (next: Wish["capabilities"]) => void;
}

function CapabilityList({ capabilities, suggestion, onChange }: CapabilityListProps) {
  const t = useTexts(challengesTexts);
  const [typed, setTyped] = useState("");
  const known = new Map(suggestion.capabilities.map((one) => [one.term, one]));
  const chosen = new Set(capabilities.map(({ term }) => term));
  const further = suggestion.capabilities.filter(({ term }) => !chosen.has(term));
  const add = (term: string) => {
    const word = term.trim();
    if (word === "" || chosen.has(word) || capabilities.length >= MOST_TERMS) return;
    onChange([...capabilities, { term: word, times: 1 }]);
  };
  return (
    <>
      <ul className={styles["terms"]}>
        {capabilities.map(({ term, times }) => {
          const facts = known.get(term);
          return (
            <li key={term}>
              <span className={styles["term"]}>
                <strong>{term}</strong>
                {facts !== undefined && (
                  <small data-none={facts.people === 0 || undefined}>
                    {[
                      facts.people === 0 ? t("nobody") : t("holders", { count: facts.people }),
                      ...facts.sources.map((source) => t(`source.${source}`)),
                    ].join(" · ")}
                  </small>
                )}
              </span>
              <InputNumber<number>
                min={1}
                max={5}
                precision={0}
                size="small"
                aria-label={t("times", { term })}
                value={times}
                onChange={(next) =>
                  onChange(capabilities.map((one) => (one.term === term ? { term, times: next ?? 1 } : one)))
                }
              />
              <span aria-hidden>{t("peopleUnit")}</span>
              <Button
                type="text"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t("remove", { term })}
                onClick={() => onChange(capabilities.filter((one) => one.term !== term))}
              />
            </li>
          );
        })}
      </ul>
      <form
        className={styles["add"]}
        onSubmit={(event) => {
          event.preventDefault();
          add(typed);
          setTyped("");
        }}
      >
        <Input
          aria-label={t("addTerm")}
          placeholder={t("addTerm")}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button htmlType="submit" disabled={typed.trim() === "" || capabilities.length >= MOST_TERMS}>
          {t("add")}
        </Button>
      </form>
      {further.length > 0 && (
        <div className={styles["further"]} role="group" aria-label={t("suggestions")}>
          <span>{t("suggestions")}</span>
          {further.slice(0, 12).map(({ term, people }) => (
            <Button key={term} size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(term)}>
              {term} <small>{people}</small>
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
