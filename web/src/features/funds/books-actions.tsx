import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import type { Fund } from "./data.ts";
import { fundsTexts } from "./texts.ts";
import { useSettle } from "./use-settle.ts";

/** Closes the books of a fund up to a day, or opens them again from one on. */
export function BooksActions({ fund }: { readonly fund: Fund }) {
  const t = useTexts(fundsTexts);
  const settle = useSettle();
  const [asked, setAsked] = useState<"close" | "reopen" | null>(null);
  const { id: fundId, closedUntil } = fund;
  const params = { path: { fundId } };
  const stop = () => setAsked(null);
  return (
    <>
      <Button onClick={() => setAsked("close")}>{t("closeBooks")}</Button>
      {closedUntil !== null && <Button onClick={() => setAsked("reopen")}>{t("reopenBooks")}</Button>}
      {asked === "close" && (
        <FormDialog
          title={t("closeBooks")}
          text={t("closeBooksText")}
          draftName={`fund:${fundId}:closing`}
          fields={[{ key: "until", label: t("closeUntil"), kind: "day", isRequired: true }]}
          initial={{ until: endOfLastMonth(todayHere()) }}
          submitLabel={t("closeBooks")}
          save={async ({ until = "" }) => {
            const work = api.post("/api/funds/{fundId}/closings", { params, body: { until } });
            await settle(work, t("booksClosed", { until }));
            stop();
          }}
          onClose={stop}
        />
      )}
      {asked === "reopen" && (
        <FormDialog
          title={t("reopenBooks")}
          text={t("reopenBooksText", { until: closedUntil ?? "" })}
          draftName={`fund:${fundId}:reopening`}
          fields={[
            { key: "from", label: t("reopenFrom"), kind: "day", isRequired: true },
            { key: "reason", label: t("reason"), kind: "prose", isRequired: true },
          ]}
          initial={{ from: closedUntil ?? "", reason: "" }}
          submitLabel={t("reopenBooks")}
          save={async ({ from = "", reason = "" }) => {
            const work = api.post("/api/funds/{fundId}/reopenings", { params, body: { from, reason } });
            await settle(work, t("booksReopened", { from }));
            stop();
          }}
          onClose={stop}
        />
      )}
    </>
  );
}

/** What is usually closed: everything up to the month before. */
function endOfLastMonth(today: string): string {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
}
