import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { invitationQuery, readingQuery } from "./queries.ts";
import { budgetText, type Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

const route = getRouteApi("/in/needs/$needId/reading");

/** A need of another pair, or one for named people: its statement first, where that is still to be accepted. */
export function ReadingPage() {
  const { needId } = route.useParams();
  const need = useSuspenseQuery(readingQuery(needId)).data;
  return need === null ? <StatementFirst needId={needId} /> : <ReadNeed need={need} />;
}

function ReadNeed({ need }: { readonly need: Need }) {
  const t = useTexts(visibilityTexts);
  const n = useTexts(needsTexts);
  const language = useLanguage();
  const told = need.visibility === "restricted" ? t("forNamed") : undefined;
  const opened = need.openedBy === null ? undefined : t("openedBy", { pair: need.openedBy[language] });
  return (
    <Page title={need.title} purpose={[need.number, need.enterprise, told ?? opened].filter(Boolean).join(" · ")}>
      <Prose title={n("content")} text={need.content} />
      <Prose title={n("indicators")} text={need.indicators} />
      <Prose title={n("basis")} text={need.basis} />
      <Facts
        facts={[
          { label: n("budget"), value: budgetText(need, language), isKept: true },
          { label: n("deadline"), value: need.deadline, isKept: true },
          { label: n("field"), value: need.field },
          { label: n("cooperation"), value: need.cooperation },
        ]}
      />
    </Page>
  );
}

function StatementFirst({ needId }: { readonly needId: string }) {
  const t = useTexts(visibilityTexts);
  const language = useLanguage();
  const act = useAct();
  const queryClient = useQueryClient();
  const invitation = useQuery(invitationQuery(needId)).data;
  if (invitation === undefined) return null;
  const { number, statement } = invitation;
  const accept = async () => {
    await act({
      work: async () =>
        api.post("/api/needs/{needId}/invitation/acceptance", {
          params: { path: { needId } },
          body: { digest: statement.digest },
        }),
      changes: [["needs", "invitation", needId]],
    });
    await queryClient.invalidateQueries({ queryKey: ["needs", "reading", needId] });
  };
  return (
    <Page title={t("readingTitle", { number })} purpose={t("statementPurpose")}>
      <section className={styles["statement"]}>
        <h2>
          {t("statement")}
          {!statement.isDefault && ` · ${t("statementVersion", { version: String(statement.version) })}`}
        </h2>
        <blockquote>{statement.text[language]}</blockquote>
        {statement.isDefault && <p className={styles["hint"]}>{t("isDefault")}</p>}
        <p className={styles["hint"]}>{t("acceptHint")}</p>
        <Button type="primary" onClick={() => void accept()}>
          {t("accept")}
        </Button>
      </section>
    </Page>
  );
}
