import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useMay } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import styles from "../agreements.module.css";
import { AskChoice } from "../ask-fields.tsx";
import type { AgreementKind } from "../data.ts";
import { type Template, templatesQuery } from "./data.ts";
import { FieldsTable } from "./fields-table.tsx";
import { NewTemplate } from "./new-template.tsx";
import { templateTexts } from "./texts.ts";

/** An institution's own Word templates: which is in force for each kind, the next one, and what it may ask for. */
export function TemplatesPage() {
  const t = useTexts(templateTexts);
  const pick = usePick();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const { templates, fields, lists, kinds } = useSuspenseQuery(templatesQuery(scopeId)).data;
  const [kind, setKind] = useState<AgreementKind>(templates[0]?.kind ?? "development");
  const versions = templates.filter((template) => template.kind === kind);
  const fetchFile = useFetchFile();
  const starter = (
    <Button onClick={() => fetchFile(`/api/scopes/${scopeId}/agreement-kinds/${kind}/starter-template`)}>
      {t("starter")}
    </Button>
  );
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <section className={styles["part"]}>
        <div className={styles["chosen"]}>
          <AskChoice
            label={t("kind")}
            value={kind}
            onChange={(value) => setKind(value as AgreementKind)}
            options={kinds.map((each) => ({ value: each.kind, label: pick(each.name) }))}
          />
          <Stand versions={versions} scopeId={scopeId} />
          <p className={styles["cardLine"]}>{t("how")}</p>
          <p className={styles["cardLine"]}>{t("pdfHow")}</p>
        </div>
        {may("agreement.set_template") ? (
          <NewTemplate key={kind} scopeId={scopeId} kind={kind} version={versions[0]?.version ?? 0}>
            {starter}
          </NewTemplate>
        ) : (
          starter
        )}
        {versions.length > 0 && <Versions scopeId={scopeId} versions={versions} />}
      </section>
      <FieldsTable fields={fields} lists={lists} />
    </Page>
  );
}

function useFetchFile() {
  const act = useAct();
  return (path: string) => void act({ work: async () => download(path), done: (name) => name });
}

interface VersionsProps {
  readonly scopeId: string;
  readonly versions: readonly Template[];
}

function Stand({ scopeId, versions }: VersionsProps) {
  const t = useTexts(templateTexts);
  const pick = usePick();
  const act = useAct();
  const may = useMay(scopeId);
  const fetchFile = useFetchFile();
  const [newest] = versions;
  if (newest === undefined || newest.name === null) return <p>{t("builtIn")}</p>;
  const { id, kind, kindName, version, name, createdBy, createdAt } = newest;
  const drop = () =>
    void act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/agreement-kinds/{kind}/template-withdrawal", {
          params: { path: { scopeId, kind }, header: ifMatch(newest) },
        }),
      done: t("dropped", { kind: pick(kindName) }),
      changes: [["agreements"]],
    });
  return (
    <>
      <p>{t("inForce", { version, file: name, name: createdBy.name, at: formatInstant(createdAt) })}</p>
      <div className={styles["stand"]}>
        <Button onClick={() => fetchFile(`/api/scopes/${scopeId}/agreement-templates/${id}/file`)}>
          {t("current")}
        </Button>
        {may("agreement.set_template") && <Button onClick={drop}>{t("drop")}</Button>}
      </div>
    </>
  );
}

function Versions({ scopeId, versions }: VersionsProps) {
  const t = useTexts(templateTexts);
  const fetchFile = useFetchFile();
  return (
    <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("earlier")}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("version")}</th>
            <th scope="col">{t("file")}</th>
            <th scope="col">{t("by")}</th>
            <th scope="col">{t("at")}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ id, version, name, createdBy, createdAt }) => (
            <tr key={id}>
              <td>{version}</td>
              <td>
                {name === null ? (
                  t("backToBuiltIn")
                ) : (
                  <Button
                    type="link"
                    onClick={() => fetchFile(`/api/scopes/${scopeId}/agreement-templates/${id}/file`)}
                  >
                    {name}
                  </Button>
                )}
              </td>
              <td>{createdBy.name}</td>
              <td>{formatInstant(createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
