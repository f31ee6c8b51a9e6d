import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { evenShares, readShare, shareText } from "./amounts.ts";
import { type Consortium, type Result, RESULT_KINDS } from "./data.ts";
import { FormDialog, type Typed } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { Files } from "./files.tsx";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

async function addResultFile(consortiumId: string, resultId: string, file: File): Promise<Consortium> {
  const params = { path: { consortiumId, resultId }, header: fileName(file) };
  return api.post("/api/consortia/{consortiumId}/results/{resultId}/files", { params, ...fileBody(file) });
}

const SHARE = "share:";

/** What was achieved together, and whose it is. */
export function ResultsPart({ consortium }: { readonly consortium: Consortium }) {
  const t = useTexts(consortiaTexts);
  const [asked, setAsked] = useState<Result | "new" | null>(null);
  const { resultList, memberList, mayManage } = consortium;
  return (
    <>
      <TablePart
        title={t("results")}
        action={
          mayManage &&
          memberList.length > 0 && (
            <Button type="link" onClick={() => setAsked("new")}>
              {t("addResult")}
            </Button>
          )
        }
        head={[t("resultTitle"), t("achievedOn"), t("share"), t("todo")]}
      >
        {resultList.map((result) => (
          <tr key={result.id}>
            <td>
              {result.title}
              <small>{[t(`result.${result.kind}`), result.reference].filter((part) => part !== "").join(" · ")}</small>
              {result.terms !== "" && <small>{result.terms}</small>}
              <Files
                consortium={consortium}
                files={result.files}
                add={mayManage ? async (file) => addResultFile(consortium.id, result.id, file) : null}
              />
            </td>
            <td data-day>{result.achievedOn}</td>
            <td>
              {result.shares.map(({ memberId, memberName, shareBp }) => (
                <div key={memberId}>
                  {memberName} {shareText(shareBp)}%
                </div>
              ))}
            </td>
            <td>
              {mayManage && (
                <Button type="link" size="small" onClick={() => setAsked(result)}>
                  {t("edit")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </TablePart>
      {asked !== null && (
        <ResultDialog consortium={consortium} result={asked === "new" ? null : asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface ResultDialogProps {
  readonly consortium: Consortium;
  /** Null: a new one. */
  readonly result: Result | null;
  readonly onClose: () => void;
}

function ResultDialog({ consortium, result, onClose }: ResultDialogProps) {
  const t = useTexts(consortiaTexts);
  const { header, path, settle } = useChanges(consortium);
  const { memberList, id } = consortium;
  // Who left keeps its share, and can be given one of what was achieved while it was there.
  const holders = memberList.filter(
    ({ id: memberId, leftOn }) => leftOn === null || result?.shares.some((share) => share.memberId === memberId),
  );
  const even = evenShares(Math.max(1, holders.length));
  const shareOf = (memberId: string, at: number) =>
    result === null ? (even[at] ?? 0) : (result.shares.find((share) => share.memberId === memberId)?.shareBp ?? 0);
  const fields: readonly FieldSpec<Typed>[] = [
    { key: "title", label: t("resultTitle"), kind: "text", isRequired: true },
    {
      key: "kind",
      label: t("resultKind"),
      kind: "choice",
      isShort: true,
      options: RESULT_KINDS.map((value) => ({ value, label: t(`result.${value}`) })),
    },
    { key: "achievedOn", label: t("achievedOn"), kind: "day", isRequired: true },
    { key: "reference", label: t("reference"), kind: "text" },
    ...holders.map(
      ({ id: memberId, name }): FieldSpec<Typed> => ({
        key: `${SHARE}${memberId}`,
        label: t("shareOf", { name }),
        kind: "text",
        isShort: true,
        check: (text) => (readShare(text) === null ? t("shareUnreadable") : null),
      }),
    ),
    { key: "terms", label: t("terms"), kind: "prose" },
  ];
  const initial: Typed = {
    title: result?.title ?? "",
    kind: result?.kind ?? "patent",
    achievedOn: result?.achievedOn ?? todayHere(),
    reference: result?.reference ?? "",
    terms: result?.terms ?? "",
    ...Object.fromEntries(
      holders.map(({ id: memberId }, at) => [`${SHARE}${memberId}`, shareText(shareOf(memberId, at))]),
    ),
  };
  return (
    <FormDialog
      title={result?.title ?? t("addResult")}
      draftName={`consortium:${id}:result:${result?.id ?? "new"}`}
      fields={fields}
      initial={initial}
      submitLabel={result === null ? t("addResult") : t("edit")}
      save={async (values) => {
        const { title = "", kind, achievedOn = "", reference = "", terms = "" } = values;
        const shares = holders
          .map(({ id: memberId }) => ({ memberId, shareBp: readShare(values[`${SHARE}${memberId}`] ?? "") ?? 0 }))
          .filter(({ shareBp }) => shareBp > 0);
        const body = { title, kind: kind as Result["kind"], achievedOn, reference, terms, shares };
        const work =
          result === null
            ? api.post("/api/consortia/{consortiumId}/results", { params: { path, header }, body })
            : api.put("/api/consortia/{consortiumId}/results/{resultId}", {
                params: { path: { ...path, resultId: result.id }, header },
                body,
              });
        await settle(work, t("resultSaved", { title }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
