import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMay } from "../../data/me.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { InviteReader } from "./invite-reader.tsx";
import { needQuery } from "./queries.ts";
import { InvitedPeople } from "./invited-people.tsx";
import { ReadingLog } from "./reading-log.tsx";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

const route = getRouteApi("/in/p/$scopeId/needs/$needId/readers");

/** Who is invited to a restricted need, and every reading of it. */
export function ReadersPage() {
  const t = useTexts(visibilityTexts);
  const { scopeId, needId } = route.useParams();
  const need = useSuspenseQuery(needQuery(needId)).data;
  const may = useMay(need.scopeId);
  return (
    <Page
      title={t("readersTitle", { number: need.number })}
      purpose={t("readersPurpose")}
      actions={
        <>
          {may("confidential.handle") && (
            <LinkButton to={`/p/${need.scopeId}/confidentiality`}>{t("editTitle")}</LinkButton>
          )}
          <LinkButton to={`/p/${scopeId}/needs/${needId}`}>{t("toNeed")}</LinkButton>
        </>
      }
    >
      {need.visibility === "restricted" ? (
        <InviteReader needId={need.id} />
      ) : (
        <p className={styles["hint"]}>{t("notRestricted")}</p>
      )}
      <InvitedPeople needId={need.id} />
      <ReadingLog needId={need.id} />
    </Page>
  );
}
