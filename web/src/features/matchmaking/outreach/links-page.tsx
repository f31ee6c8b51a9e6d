import type { Schemas } from "@dual-high/client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatDay, formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { ANSWER_LABELS, OUTREACH_STATE_LABELS } from "../labels.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./outreach.module.css";
import { outreachTexts } from "./texts.ts";

type Outreach = Schemas["Outreach"];

/** Every link that was sent, with what became of it. */
export function LinksPage() {
  const t = useTexts(outreachTexts);
  const scopeId = useScopeId();
  const links = useInfiniteQuery({
    queryKey: ["outreach", scopeId],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/scopes/{scopeId}/outreach", {
        params: { path: { scopeId }, query: { limit: 50, ...(pageParam === null ? {} : { before: pageParam }) } },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ items, hasMore }) => (hasMore ? (items.at(-1)?.id ?? null) : null),
  });
  const items = links.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("sent")} purpose={t("sentPurpose")} isColumn>
      {isProblem(links.error) && <Notice title={links.error.detail} isAlarm />}
      {links.data === undefined && links.error === null && <PageSkeleton />}
      {links.data !== undefined && items.length === 0 && (
        <Notice title={t("sentNone")}>
          <p>{t("sentNoneText")}</p>
        </Notice>
      )}
      <ol className={styles["links"]}>
        {items.map((link) => (
          <SentLink key={link.id} link={link} />
        ))}
      </ol>
      {links.hasNextPage && (
        <Button loading={links.isFetchingNextPage} onClick={() => void links.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function SentLink({ link }: { link: Outreach }) {
  const t = useTexts(outreachTexts);
  const pick = usePick();
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  const maySend = useMay(link.scopeId)("outreach.send");
  const { id, scopeId, needNumber, needTitle, partnerName, state, opened, forwards, answers } = link;
  const revoke = () => {
    void modal.confirm({
      title: t("revokeTitle"),
      content: t("revokeText"),
      okText: t("revoke"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: async () => {
        try {
          await api.post("/api/outreach/{outreachId}/revoke", { params: { path: { outreachId: id } } });
          void message.success(t("revoked", { name: partnerName ?? needTitle }));
        } catch (error) {
          void message.error(isProblem(error) ? error.detail : String(error));
        }
        await queryClient.invalidateQueries({ queryKey: ["outreach", scopeId] });
      },
    });
  };
  return (
    <li className={styles["sent"]}>
      <div className={styles["sentHead"]}>
        <h2>
          {needTitle}
          {partnerName !== null && <span> × {partnerName}</span>}
        </h2>
        <span className={styles["state"]} data-state={state}>
          {pick(OUTREACH_STATE_LABELS[state])}
        </span>
      </div>
      <p className={styles["sentFacts"]}>
        {[
          needNumber,
          t(link.audience === "partner" ? "toPartner" : "toEnterprise"),
          t("made", { who: link.createdBy.name, at: formatInstant(link.createdAt) }),
          t("until", { day: formatDay(link.expiresAt) }),
          t(opened ? "opened" : "notOpened"),
          ...(forwards > 0 ? [t("forwards", { count: forwards })] : []),
        ].join(" · ")}
      </p>
      {answers.map((answer) => (
        <p key={answer.at} className={styles["answer"]}>
          <strong>{pick(ANSWER_LABELS[answer.answer])}</strong>{" "}
          {[answer.name === "" ? t("noName") : answer.name, answer.contact].filter((part) => part !== "").join(" · ")}
          {answer.wasForwarded && <small> {t("forwardedOn")}</small>}
          <small> {formatInstant(answer.at)}</small>
          {answer.comment !== "" && <q>{answer.comment}</q>}{" "}
          {answer.lineId !== null && (
            <Link to="/p/$scopeId/ledger" params={{ scopeId }} search={{ line: answer.lineId } as never}>
              {t("toLine")}
            </Link>
          )}
        </p>
      ))}
      {maySend && (state === "open" || state === "answered") && (
        <div>
          <Button size="small" onClick={revoke}>
            {t("revoke")}
          </Button>
        </div>
      )}
    </li>
  );
}
