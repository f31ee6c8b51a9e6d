import { Button } from "antd";
import { api } from "../../data/api.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import type { ProofApplication } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

interface DocumentsPartProps {
  readonly application: ProofApplication;
  readonly onDone: (next: ProofApplication) => void;
}

/** Files that the call asks for, each under its name. */
export function DocumentsPart({ application, onDone }: DocumentsPartProps) {
  const t = useTexts(proofTexts);
  const act = useAct();
  const { call, documents, id: applicationId } = application;
  if (call.documents.length === 0) return null;
  const bring = async (key: string, name: string, file: File) => {
    const next = await act({
      work: async () =>
        api.post("/api/proof-applications/{applicationId}/documents", {
          params: { path: { applicationId }, query: { key }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: t("documentAdded", { name }),
    });
    if (next !== null) onDone(next);
  };
  const remove = async (documentId: string, name: string) => {
    const next = await act({
      work: async () => api.delete("/api/proof-documents/{documentId}", { params: { path: { documentId } } }),
      done: t("documentRemoved", { name }),
    });
    if (next !== null) onDone(next);
  };
  return (
    <section className={styles["rows"]}>
      <h2>{t("documents")}</h2>
      <ul>
        {call.documents.map(({ key, name }) => (
          <li key={key}>
            <span>{name}</span>
            {documents
              .filter((document) => document.key === key)
              .map((document) => (
                <span key={document.id} data-file>
                  <a href={`/api/proof-documents/${document.id}`} download>
                    {document.name}
                  </a>
                  <Button
                    type="text"
                    aria-label={t("removeDocument", { name: document.name })}
                    onClick={() => void remove(document.id, document.name)}
                  >
                    ×
                  </Button>
                </span>
              ))}
            <FileButton
              label={t("upload", { name })}
              accept=".pdf,.docx,.doc,.xlsx,.png,.jpg,.txt"
              onFile={(file) => void bring(key, name, file)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
