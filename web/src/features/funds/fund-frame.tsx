import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { type Fund, fundQuery } from "./data.ts";
import { fundsTexts } from "./texts.ts";

interface FundFrameProps {
  readonly fundId: string;
  readonly renderActions?: (fund: Fund) => ReactNode;
  readonly children: (fund: Fund) => ReactNode;
}

/** What stands around every part of a fund: its name, and the other parts beside it. */
export function FundFrame({ fundId, renderActions, children }: FundFrameProps) {
  const t = useTexts(fundsTexts);
  const scopeId = useScopeId();
  const fund = useSuspenseQuery(fundQuery(fundId)).data;
  const params = { scopeId, fundId };
  const isExact = { exact: true, includeSearch: false };
  return (
    <Page
      title={fund.name}
      name={`${fund.number} · ${fund.name}`}
      purpose={`${fund.number} · ${fund.startsOn} – ${fund.endsOn}`}
      actions={
        <>
          {renderActions?.(fund)}
          {fund.mayManage && <LinkButton to={`/p/${scopeId}/funds/${fundId}/edit`}>{t("edit")}</LinkButton>}
        </>
      }
    >
      {fund.money !== null && (
        <SectionTabs label={t("sections")}>
          <Link to="/p/$scopeId/funds/$fundId" params={params} activeOptions={isExact}>
            {t("overview")}
          </Link>
          <Link to="/p/$scopeId/funds/$fundId/applications" params={params} activeOptions={isExact}>
            {t("applications")}
          </Link>
          <Link to="/p/$scopeId/funds/$fundId/commitments" params={params} activeOptions={isExact}>
            {t("commitments")}
          </Link>
          <Link to="/p/$scopeId/funds/$fundId/ledger" params={params} activeOptions={isExact}>
            {t("ledger")}
          </Link>
          <Link to="/p/$scopeId/funds/$fundId/statement" params={params} activeOptions={isExact}>
            {t("statement")}
          </Link>
          <Link to="/p/$scopeId/funds/$fundId/reconciliation" params={params} activeOptions={isExact}>
            {t("reconciliation")}
          </Link>
        </SectionTabs>
      )}
      {children(fund)}
    </Page>
  );
}
