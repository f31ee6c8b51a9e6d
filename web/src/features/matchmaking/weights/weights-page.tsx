import { UploadOutlined } from "@ant-design/icons";
import { ifMatch, type Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { Notice } from "../shared/notice.tsx";
import { saveAs } from "../shared/save-as.ts";
import { WEIGHT_NAMES, weightsTexts } from "./texts.ts";
import styles from "./weights.module.css";

type Weights = Schemas["MatchWeights"];
type WeightsSet = Weights["sets"][number];

const keyOf = (scopeId: string) => ["match-weights", scopeId] as const;
const percent = (part: number) => `${(part * 100).toFixed(1)} %`;

/** Weights that were learnt: each with its comparison, which is in force, and the way back. */
export function WeightsPage() {
  const t = useTexts(weightsTexts);
  const scopeId = useScopeId();
  const act = useAct();
  const mayWeigh = useMay(scopeId)("match.weigh");
  const { data, error } = useQuery({
    queryKey: keyOf(scopeId),
    queryFn: async () => api.get("/api/scopes/{scopeId}/match-weights", { params: { path: { scopeId } } }),
  });
  if (isProblem(error)) return <Notice title={error.detail} isAlarm />;
  if (data === undefined) return <PageSkeleton />;
  const put = async (weights: { readonly version: number }, weightsId: string | null) =>
    api.put("/api/scopes/{scopeId}/match-weights/in-force", {
      params: { path: { scopeId }, header: ifMatch(weights) },
      body: { weightsId },
    });
  const putInForce = (weightsId: string | null) => {
    const set = data.sets.find(({ id }) => id === weightsId);
    void act({
      work: async () => put(data, weightsId),
      done: set === undefined ? t("engineNow") : t("inForceNow", { number: set.number }),
      undo: async (now) => put(now, data.inForceId),
      changes: [keyOf(scopeId)],
    });
  };
  return (
    <Page title={t("title")} purpose={t("purpose")} isColumn actions={mayWeigh && <HandIn scopeId={scopeId} />}>
      <InForce weights={data} />
      {mayWeigh && data.inForceId !== null && <Button onClick={() => putInForce(null)}>{t("backToEngine")}</Button>}
      <section aria-labelledby="weights-sets">
        <h2 id="weights-sets">{t("sets")}</h2>
        {data.sets.length === 0 && (
          <Notice title={t("none")}>
            <p>{t("noneText")}</p>
          </Notice>
        )}
        <ol className={styles["sets"]}>
          {data.sets.map((set) => (
            <SetItem
              key={set.id}
              set={set}
              isInForce={set.id === data.inForceId}
              onPut={mayWeigh ? () => putInForce(set.id) : null}
            />
          ))}
        </ol>
      </section>
      {mayWeigh && (
        <section aria-labelledby="weights-how">
          <h2 id="weights-how">{t("how")}</h2>
          <ol>
            <li>{t("howDownload")}</li>
            <li>{t("howTrain")}</li>
            <li>{t("howReturn")}</li>
          </ol>
        </section>
      )}
      {data.changes.length > 0 && <History weights={data} />}
    </Page>
  );
}

function useNameOf({ sets }: Weights) {
  const t = useTexts(weightsTexts);
  return (weightsId: string | null) => {
    const number = sets.find(({ id }) => id === weightsId)?.number;
    return number === undefined ? t("engine") : t("set", { number });
  };
}

function InForce({ weights }: { weights: Weights }) {
  const t = useTexts(weightsTexts);
  const nameOf = useNameOf(weights);
  const [last] = weights.changes;
  return (
    <p className={styles["now"]}>
      <span>{t("now")}</span>
      <strong>{nameOf(weights.inForceId)}</strong>
      <small>
        {last === undefined ? t("always") : t("since", { who: last.changedBy.name, at: formatInstant(last.changedAt) })}
      </small>
      <small>{t("onlyNew")}</small>
    </p>
  );
}

function HandIn({ scopeId }: { scopeId: string }) {
  const t = useTexts(weightsTexts);
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const take = async (file: File) => {
    const content = await readObject(file);
    setUnread(content === null ? file.name : null);
    if (content === null) return;
    await act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/match-weights", {
          params: { path: { scopeId } },
          body: { note: file.name, file: content },
        }),
      done: ({ sets }) => t("kept", { number: sets[0]?.number ?? 0 }),
      changes: [keyOf(scopeId)],
    });
  };
  return (
    <>
      <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {t("hand")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={t("hand")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // So that the same file can be chosen again once it was mended.
          target.value = "";
          if (file !== undefined) void take(file);
        }}
      />
      {unread !== null && <Notice title={t("notJson", { name: unread })} isAlarm />}
    </>
  );
}

async function readObject(file: File): Promise<Record<string, unknown> | null> {
  try {
    const content: unknown = JSON.parse(await file.text());
    const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
    return isObject ? (content as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

interface SetItemProps {
  readonly set: WeightsSet;
  readonly isInForce: boolean;
  /** Null for who may only look. */
  readonly onPut: (() => void) | null;
}

function SetItem({ set, isInForce, onPut }: SetItemProps) {
  const t = useTexts(weightsTexts);
  const { number, note, weights, present, heldBack, createdBy, createdAt } = set;
  const save = () => {
    const content = JSON.stringify({ weights, present, heldBack }, null, 2);
    saveAs(new Blob([content], { type: "application/json" }), `weights-${number}.json`);
  };
  const nameOf = (name: string) => {
    const known = WEIGHT_NAMES.find((each) => each === name);
    return known === undefined ? name : t(`name.${known}`);
  };
  return (
    <li>
      <h3>
        {t("set", { number })} {isInForce && <mark>{t("isInForce")}</mark>}
        <small>
          {[note, t("by", { who: createdBy.name, at: formatInstant(createdAt) })]
            .filter((part) => part !== "")
            .join(" · ")}
        </small>
      </h3>
      <p>
        {t("compared", {
          pairs: heldBack.pairs,
          before: percent(heldBack.before),
          after: percent(heldBack.after),
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("weight")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(weights).map((name) => (
            <tr key={name} data-changed={weights[name] !== present[name] || undefined}>
              <th scope="row">{nameOf(name)}</th>
              <td>{present[name]}</td>
              <td>{weights[name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles["buttons"]}>
        {onPut !== null && !isInForce && (
          <Button size="small" aria-label={t("putNamed", { number })} onClick={onPut}>
            {t("putInForce")}
          </Button>
        )}
        <Button size="small" type="text" onClick={save}>
          {t("save")}
        </Button>
      </div>
    </li>
  );
}

function History({ weights }: { weights: Weights }) {
  const t = useTexts(weightsTexts);
  const nameOf = useNameOf(weights);
  return (
    <section aria-labelledby="weights-history">
      <h2 id="weights-history">{t("history")}</h2>
      <ol reversed className={styles["history"]}>
        {weights.changes.map(({ weightsId, changedBy, changedAt }) => (
          <li key={changedAt}>
            {nameOf(weightsId)} <small>{t("since", { who: changedBy.name, at: formatInstant(changedAt) })}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
