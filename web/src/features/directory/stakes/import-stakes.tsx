import { Button } from "antd";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { ListImport } from "../../../frame/list-import.tsx";
import { useTexts } from "../../../text/texts.ts";
import { STAKES_KEY } from "./data.ts";
import { stakesTexts } from "./texts.ts";

/** Founders and investors of a whole directory in one list. */
export function ImportStakes({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(stakesTexts);
  return (
    <ListImport
      chooseText={t("import")}
      text={t("importText")}
      more={
        <Button onClick={() => void download(`/api/scopes/${scopeId}/stakes/export?format=xlsx`)}>{t("export")}</Button>
      }
      send={async (file, apply) =>
        api.post("/api/scopes/{scopeId}/stakes/import", {
          params: { path: { scopeId }, query: { apply }, header: fileName(file) },
          ...fileBody(file),
        })
      }
      countOf={({ added }) => added}
      refusedOf={({ refused }) => refused}
      seenText={({ added, same, refused }, file) => t("importSeen", { file, added, same, refused: refused.length })}
      applyText={(count) => t("importApply", { count })}
      doneText={({ added }) => t("importDone", { added })}
      changes={[STAKES_KEY]}
    />
  );
}
