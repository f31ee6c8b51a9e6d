import { getRouteApi, Link } from "@tanstack/react-router";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Radio, Segmented } from "antd";
import type { Schemas } from "@dual-high/client";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { formatDay, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { Changes } from "../../ui/record/changes.tsx";
import { valueText } from "../../ui/record/value-text.ts";
import { DirectoryTabs } from "./directory-tabs.tsx";
import styles from "./directory.module.css";
import { compareRecords } from "./duplicates.ts";
import { DUPLICATE_KINDS, type DuplicateKind, MERGEABLE } from "./mergeable.ts";
import { duplicatesQuery, mergesQuery } from "./queries.ts";
import { directoryTexts, isDirectoryKey } from "./texts.ts";

type Duplicate = Schemas["Duplicate"];
type Merge = Schemas["Merge"];
type Brief = Duplicate["first"];

const route = getRouteApi("/in/p/$scopeId/duplicates");

function useFieldName(): (field: string) => string {
  const t = useTexts(directoryTexts);
  return (field) => {
    const key = `field.${field}`;
    return isDirectoryKey(key) ? t(key) : field;
  };
}

/** Records that may be one: side by side, to be merged field by field or told apart for good; and the way back. */
export function DuplicatesPage() {
  const t = useTexts(directoryTexts);
  const { scopeId } = route.useParams();
  const { kind = "achievement" } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay(scopeId);
  const suggestions = useSuspenseQuery(duplicatesQuery(scopeId, kind)).data;
  const merges = useSuspenseQuery(mergesQuery(scopeId)).data;
  const mayWrite = may("directory.write");
  return (
    <Page title={t("duplicates")} purpose={t("duplicatesPurpose")}>
      <DirectoryTabs />
      <Segmented
        value={kind}
        aria-label={t("field.kind")}
        options={DUPLICATE_KINDS.map((value) => ({ value, label: t(MERGEABLE[value].label) }))}
        onChange={(next) => void navigate({ search: { kind: next } })}
      />
      {suggestions.length === 0 ? (
        <p className={styles["note"]}>{t("duplicatesNone")}</p>
      ) : (
        <ul className={styles["pairs"]}>
          {suggestions.map((each) => (
            <Suggestion
              key={`${each.first.id} ${each.second.id}`}
              scopeId={scopeId}
              duplicate={each}
              mayWrite={mayWrite}
            />
          ))}
        </ul>
      )}
      {merges.length > 0 && (
        <section className={styles["merges"]}>
          <h2>{t("mergesTitle")}</h2>
          <ul className={styles["pairs"]}>
            {merges.map((merge) => (
              <MergeEntry key={merge.id} merge={merge} mayWrite={mayWrite} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

interface SuggestionProps {
  readonly scopeId: string;
  readonly duplicate: Duplicate;
  readonly mayWrite: boolean;
}

function Suggestion({ scopeId, duplicate, mayWrite }: SuggestionProps) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const { kind, reason, first, second } = duplicate;
  const dismiss = () =>
    void act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/duplicates/dismiss", {
          params: { path: { scopeId } },
          body: { kind, firstId: first.id, secondId: second.id },
        }),
      done: t("dismissed", { first: first.label, second: second.label }),
      changes: [["duplicates", scopeId]],
    });
  return (
    <li>
      <p className={styles["pairReason"]}>{t(`same.${reason}`)}</p>
      <div className={styles["pair"]}>
        <Side scopeId={scopeId} kind={kind} brief={first} />
        <Side scopeId={scopeId} kind={kind} brief={second} />
      </div>
      {isOpen && mayWrite ? (
        <MergeForm scopeId={scopeId} duplicate={duplicate} onClose={() => setOpen(false)} />
      ) : (
        mayWrite && (
          <div className={styles["nodeActions"]}>
            <Button type="primary" onClick={() => setOpen(true)}>
              {t("compare")}
            </Button>
            <Button onClick={dismiss}>{t("notDuplicate")}</Button>
          </div>
        )
      )}
    </li>
  );
}

interface SideProps {
  readonly scopeId: string;
  readonly kind: DuplicateKind;
  readonly brief: Brief;
}

function Side({ scopeId, kind, brief }: SideProps) {
  const address: string = `/p/${scopeId}/${MERGEABLE[kind].place}/${brief.id}`;
  return (
    <div>
      <Link to={address}>{brief.label}</Link>
      <small>{[...brief.details, formatDay(brief.createdAt)].filter((part) => part !== "").join(" · ")}</small>
    </div>
  );
}

interface MergeFormProps {
  readonly scopeId: string;
  readonly duplicate: Duplicate;
  readonly onClose: () => void;
}

/** Which of the two stays, and what it takes over of the other. */
function MergeForm({ scopeId, duplicate, onClose }: MergeFormProps) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const language = useLanguage();
  const nameOf = useFieldName();
  const { kind } = duplicate;
  const olderFirst = duplicate.first.createdAt <= duplicate.second.createdAt;
  const [isSwapped, setSwapped] = useState(!olderFirst);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const kept = isSwapped ? duplicate.second : duplicate.first;
  const other = isSwapped ? duplicate.first : duplicate.second;
  const { data } = useQuery({
    queryKey: ["duplicates", scopeId, "records", kept.id, other.id, kept.version, other.version],
    queryFn: async ({ signal }) => {
      const { valuesOf } = MERGEABLE[kind];
      const [a, b] = await Promise.all([valuesOf(kept.id, signal), valuesOf(other.id, signal)]);
      return compareRecords(a, b);
    },
  });
  const take = (field: string, isTaken: boolean) => {
    const next = new Set(taken);
    if (isTaken) next.add(field);
    else next.delete(field);
    setTaken(next);
  };
  const merge = async () => {
    const done = await act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/merges", {
          params: { path: { scopeId } },
          body: {
            kind,
            survivorId: kept.id,
            mergedId: other.id,
            survivorVersion: kept.version,
            mergedVersion: other.version,
            take: [...taken],
          },
        }),
      done: t("mergeDone", { name: kept.label }),
      undo: async ({ id }) => api.post("/api/merges/{mergeId}/undo", { params: { path: { mergeId: id } } }),
      changes: [["duplicates", scopeId], ["merges", scopeId], [MERGEABLE[kind].plural]],
    });
    if (done !== null) onClose();
  };
  return (
    <div className={styles["mergeForm"]}>
      <Radio.Group
        value={isSwapped}
        onChange={(event) => {
          setSwapped(event.target.value === true);
          setTaken(new Set());
        }}
        options={[
          { value: false, label: t("keepThis", { name: duplicate.first.label }) },
          { value: true, label: t("keepThis", { name: duplicate.second.label }) },
        ]}
      />
      {data !== undefined && data.length === 0 && <p>{t("noDifference")}</p>}
      {data !== undefined && data.length > 0 && (
        <table className={styles["compare"]}>
          <thead>
            <tr>
              <th scope="col">{t("fieldColumn")}</th>
              <th scope="col">{t("keptColumn")}</th>
              <th scope="col">{t("otherColumn")}</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ field, kept: ofKept, other: ofOther, isChoice }) => {
              const mine = valueText(field, ofKept, language);
              const theirs = valueText(field, ofOther, language);
              return (
                <tr key={field}>
                  <th scope="row">{nameOf(field)}</th>
                  {isChoice ? (
                    <>
                      <td data-chosen={!taken.has(field) || undefined}>
                        <Radio checked={!taken.has(field)} onChange={() => take(field, false)}>
                          {mine}
                        </Radio>
                      </td>
                      <td data-chosen={taken.has(field) || undefined}>
                        <Radio checked={taken.has(field)} onChange={() => take(field, true)}>
                          {theirs}
                        </Radio>
                      </td>
                    </>
                  ) : (
                    <>
                      <td data-chosen={mine !== "" || undefined}>{mine}</td>
                      <td data-chosen={theirs !== "" || undefined}>{theirs}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className={styles["nodeActions"]}>
        <Button type="primary" disabled={data === undefined} onClick={() => void merge()}>
          {t("merge")}
        </Button>
        <Button type="text" onClick={onClose}>
          {t("closeNode")}
        </Button>
      </div>
    </div>
  );
}

interface MergeEntryProps {
  readonly merge: Merge;
  readonly mayWrite: boolean;
}

/** A merge that was made: what it changed, and the way back. */
function MergeEntry({ merge, mayWrite }: MergeEntryProps) {
  const t = useTexts(directoryTexts);
  const language = useLanguage();
  const act = useAct();
  const nameOf = useFieldName();
  const { kind, scopeId, survivorId, undoneAt } = merge;
  const { data: name = "…" } = useQuery({
    queryKey: ["merges", scopeId, "name", survivorId],
    queryFn: async ({ signal }) => MERGEABLE[kind].nameOf(survivorId, signal),
  });
  const address: string = `/p/${scopeId}/${MERGEABLE[kind].place}/${survivorId}`;
  const undo = () =>
    void act({
      work: async () => api.post("/api/merges/{mergeId}/undo", { params: { path: { mergeId: merge.id } } }),
      done: t("mergeUndone", { name }),
      changes: [["duplicates", scopeId], ["merges", scopeId], [MERGEABLE[kind].plural]],
    });
  return (
    <li>
      <p className={styles["mergeLine"]}>
        <time dateTime={merge.mergedAt}>{formatInstant(merge.mergedAt)}</time>
        <Link to={address}>{name}</Link>
        {undoneAt !== null && <small>{t("undoneAt", { when: formatInstant(undoneAt) })}</small>}
        {undoneAt === null && mayWrite && (
          <Button size="small" onClick={undo}>
            {t("undoMerge")}
          </Button>
        )}
      </p>
      <Changes
        changes={Object.entries(merge.changed).map(([field, { before, after }]) => ({
          label: nameOf(field),
          before: valueText(field, before, language),
          after: valueText(field, after, language),
        }))}
      />
    </li>
  );
}
