import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { useTexts } from "../../../text/texts.ts";
import { usableTemplatesQuery } from "./data.ts";
import { templateTexts } from "./texts.ts";

/** The text of an agreement by the templates of its institutions, beside the built-in one. */
export function TemplateTexts({ agreementId }: { readonly agreementId: string }) {
  const t = useTexts(templateTexts);
  const act = useAct();
  const usable = useQuery(usableTemplatesQuery(agreementId)).data ?? [];
  return usable.map(({ id, institution }) => (
    <Button
      key={id}
      onClick={() =>
        void act({
          work: async () => download(`/api/agreements/${agreementId}/document?template=${id}`),
          done: (name) => t("filled", { name }),
        })
      }
    >
      {t("byTemplate", { institution })}
    </Button>
  ));
}
