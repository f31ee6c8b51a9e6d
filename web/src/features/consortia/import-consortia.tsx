import { api } from "../../data/api.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { ListImport } from "../../frame/list-import.tsx";
import { useTexts } from "../../text/texts.ts";
import { consortiaKey } from "./data.ts";
import { consortiaTexts } from "./texts.ts";

/** The zone's own list of consortia. */
export function ImportConsortia({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(consortiaTexts);
  return (
    <ListImport
      chooseText={t("import")}
      text={t("importText")}
      send={async (file, apply) =>
        api.post("/api/scopes/{scopeId}/consortia/import", {
          params: { path: { scopeId }, query: { apply }, header: fileName(file) },
          ...fileBody(file),
        })
      }
      countOf={({ added }) => added}
      refusedOf={({ refused }) => refused}
      seenText={({ added, same, refused }, file) => t("importSeen", { file, added, same, refused: refused.length })}
      applyText={(count) => t("importApply", { count })}
      doneText={({ added }) => t("importDone", { added })}
      changes={[consortiaKey(scopeId)]}
    />
  );
}
