import { ifMatch } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { usePreview } from "../../../data/use-preview.ts";
import { useAct } from "../../../frame/act.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import styles from "../agreements.module.css";
import { AskChoice } from "../ask-fields.tsx";
import type { AgreementKind } from "../data.ts";
import { type TemplateReading, trialsQuery } from "./data.ts";
import { templateTexts } from "./texts.ts";

interface NewTemplateProps {
  readonly scopeId: string;
  readonly kind: AgreementKind;
  /** The newest version of this kind; 0 for none. */
  readonly version: number;
  /** What stands beside the button that asks for the file. */
  readonly children: ReactNode;
}

/** A template is read and tried first, and then put in force as the next version. */
export function NewTemplate({ scopeId, kind, version, children }: NewTemplateProps) {
  const t = useTexts(templateTexts);
  const act = useAct();
  const send = async (chosen: File, apply: "true" | "false") => {
    const bytes = new Blob([await chosen.arrayBuffer()]);
    const { headers, ...body } = fileBody(bytes);
    return api.post("/api/scopes/{scopeId}/agreement-kinds/{kind}/template", {
      params: {
        path: { scopeId, kind },
        query: { apply },
        header: { ...fileName(chosen), ...ifMatch({ version }) },
      },
      ...body,
      headers,
    });
  };
  const { file, seen, problem, look, forget } = usePreview(async (chosen) => send(chosen, "false"));
  const apply = async (chosen: File) => {
    const done = await act({
      work: async () => send(chosen, "true"),
      done: ({ template }) => t("applied", { version: template?.version ?? version + 1 }),
      changes: [["agreements"]],
    });
    if (done !== null) forget();
  };
  return (
    <>
      <div className={styles["stand"]}>
        {children}
        <FileButton label={t("upload")} accept=".docx" onFile={(chosen) => void look(chosen)} />
      </div>
      {problem !== null && <Alert type="error" title={problem} />}
      {seen !== null && file !== null && (
        <section className={styles["part"]} aria-label={t("checked")}>
          {seen.problems.length > 0 ? (
            <Problems file={file.name} problems={seen.problems} />
          ) : (
            <>
              <Fine file={file.name} fields={seen.fields} />
              <Trial scopeId={scopeId} kind={kind} file={file} />
              <div className={styles["stand"]}>
                <Button type="primary" onClick={() => void apply(file)}>
                  {t("apply", { version: version + 1 })}
                </Button>
                <Button type="text" onClick={forget}>
                  {t("forget")}
                </Button>
              </div>
            </>
          )}
        </section>
      )}
    </>
  );
}

function Problems({ file, problems }: { readonly file: string; readonly problems: TemplateReading["problems"] }) {
  const t = useTexts(templateTexts);
  const pick = usePick();
  return (
    <div role="alert">
      <p>{t("wrong", { file, count: problems.length })}</p>
      <ol>
        {problems.map(({ place, problem }, index) => (
          <li key={`${index} ${place.en}`}>
            {pick(place)}
            {t("colon")}
            {pick(problem)}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Fine({ file, fields }: { readonly file: string; readonly fields: TemplateReading["fields"] }) {
  const t = useTexts(templateTexts);
  const pick = usePick();
  return <p role="status">{t("fine", { file, fields: fields.map(pick).join(t("comma")) })}</p>;
}

interface TrialProps {
  readonly scopeId: string;
  readonly kind: AgreementKind;
  readonly file: File;
}

function Trial({ scopeId, kind, file }: TrialProps) {
  const t = useTexts(templateTexts);
  const act = useAct();
  const trials = useQuery(trialsQuery(scopeId, kind)).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const agreementId = chosen ?? trials?.[0]?.id ?? null;
  if (trials === undefined) return null;
  if (agreementId === null) return <p className={styles["cardLine"]}>{t("noTrials")}</p>;
  return (
    <div className={styles["chosen"]}>
      <AskChoice
        label={t("trial")}
        value={agreementId}
        onChange={setChosen}
        options={trials.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
      />
      <div>
        <Button
          onClick={() =>
            void act({
              work: async () =>
                download(`/api/scopes/${scopeId}/agreement-template-trials?agreementId=${agreementId}`, file),
              done: (name) => name,
            })
          }
        >
          {t("try")}
        </Button>
      </div>
    </div>
  );
}
