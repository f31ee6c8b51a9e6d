import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { type Covering, coverageOf, lackingOf, withMember } from "./coverage.ts";
import { coverageWords } from "./coverage-table.tsx";
import type { Candidate, Wish } from "./data.ts";
import { candidatesQuery, type Origin } from "./origin.ts";
import { PersonCard } from "./person-card.tsx";
import { challengesTexts } from "./texts.ts";

interface SwapDialogProps {
  readonly origin: Origin;
  readonly wish: Wish;
  readonly members: readonly Covering[];
  /** Whose place it is; null to add somebody. */
  readonly place: Covering | null;
  /** Who could take it with nothing lost: they come first. */
  readonly alternates: readonly Candidate[];
  readonly onChoose: (person: Candidate) => void;
  readonly onClose: () => void;
}

/** Who takes a place, each with what the team would then lack. */
export function SwapDialog({ origin, wish, members, place, alternates, onChoose, onClose }: SwapDialogProps) {
  const t = useTexts(challengesTexts);
  const [search, setSearch] = useState("");
  const found = useQuery({ ...candidatesQuery(origin, wish, search), placeholderData: keepPreviousData });
  const inTeam = new Set(members.map(({ key }) => key));
  const first = search === "" ? alternates : [];
  const firstKeys = new Set(first.map(({ key }) => key));
  const rated = (found.data?.items ?? [])
    .filter(({ key }) => !firstKeys.has(key))
    .map((person) => ({
      person,
      lacking: lackingOf(coverageOf(wish, withMember<Covering>(members, place?.key ?? null, person))).length,
    }))
    .toSorted((a, b) => a.lacking - b.lacking)
    .map(({ person }) => person);
  const people = [...first, ...rated].filter(({ key }) => !inTeam.has(key)).slice(0, 20);
  return (
    <Modal
      open
      title={place === null ? t("addTitle") : t("swapTitle", { name: place.name })}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
      onCancel={onClose}
      width={720}
    >
      <Input.Search
        allowClear
        aria-label={t("searchPeople")}
        placeholder={t("searchPeople")}
        loading={found.isFetching}
        onSearch={setSearch}
      />
      {found.data !== undefined && people.length === 0 && <p className={styles["quiet"]}>{t("nobodyFound")}</p>}
      <div className={styles["people"]}>
        {people.map((person) => {
          const after = coverageOf(wish, withMember<Covering>(members, place?.key ?? null, person));
          return (
            <PersonCard
              key={person.key}
              person={person}
              mark={
                <span className={styles["after"]} data-lacks={lackingOf(after).length > 0 || undefined}>
                  {t("after", { words: coverageWords(after, t) })}
                </span>
              }
              actions={
                <Button aria-label={t("choose", { name: person.name })} onClick={() => onChoose(person)}>
                  {t("choose", { name: person.name })}
                </Button>
              }
            />
          );
        })}
      </div>
    </Modal>
  );
}
