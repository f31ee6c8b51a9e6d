import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import styles from "./directory.module.css";
import { contactText } from "./forms.ts";
import type { DirectoryRecord, RecordCalls, RevealedContact } from "./kinds.ts";
import { directoryTexts } from "./texts.ts";

interface ContactProps<R extends DirectoryRecord> {
  readonly calls: RecordCalls<R>;
  readonly record: R & {
    readonly contact: { readonly name?: string; readonly phone?: string; readonly email?: string } | null;
  };
}

/** Masked until somebody asks for it by name, which is noted. */
export function Contact<R extends DirectoryRecord>({ calls, record }: ContactProps<R>) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const may = useMay(record.scopeId ?? undefined);
  const [revealed, setRevealed] = useState<RevealedContact | null>(null);
  const words = contactText(revealed ?? record.contact);
  const { reveal } = calls;
  if (words === "") return null;
  if (revealed !== null || reveal === null || !may("contact.reveal")) return <>{words}</>;
  const ask = async () => {
    const answer = await act({ work: async () => reveal(record.id) });
    if (answer !== null) setRevealed(answer);
    void queryClient.invalidateQueries({ queryKey: [calls.plural, "history", record.id] });
  };
  return (
    <span className={styles["reveal"]}>
      {words}
      <Button size="small" onClick={() => void ask()}>
        {t("reveal")}
      </Button>
      <small>{t("revealHint")}</small>
    </span>
  );
}
