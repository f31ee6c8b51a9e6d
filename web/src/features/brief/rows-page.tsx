import { addDays } from "@dual-high/kernel";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import styles from "./brief.module.css";
import { type Period, usualPeriod } from "./periods.ts";
import { briefTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/brief/rows");

/** The rows behind one figure of the brief, of the days that the figure counts. */
export function BriefRowsPage() {
  const t = useTexts(briefTexts);
  const pick = usePick();
  const { scopeId } = route.useParams();
  const search = route.useSearch() as Partial<Period> & { readonly figure?: string };
  const { from, until } = { ...usualPeriod("thisMonth", todayHere()), ...search };
  const figure = search.figure ?? "needs";
  const { data } = useQuery({
    queryKey: ["brief", scopeId, "rows", figure, from, until],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/brief/rows", {
        params: { path: { scopeId }, query: { figure, from, until } },
        signal,
      }),
    throwOnError: true,
  });
  if (data === undefined) return <PageSkeleton lines={8} />;
  const { label, total, rows } = data;
  return (
    <Page
      title={pick(label)}
      purpose={t("rowsPurpose", { from, to: addDays(until, -1), total: pick(total.shown) })}
      actions={
        <LinkButton to={`/p/${scopeId}/brief`} search={{ from, until }}>
          {t("back")}
        </LinkButton>
      }
    >
      {rows.length === 0 ? (
        <p>{t("rowsNone")}</p>
      ) : (
        <div className={styles["wide"]} role="region" tabIndex={0} aria-label={pick(label)}>
          <table className={`${styles["figures"]} ${styles["rows"]}`}>
            <thead>
              <tr>
                <th scope="col">{t("rowTitle")}</th>
                <th scope="col">{t("rowDay")}</th>
                <th scope="col">{t("rowAmount")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ day, title, path, shown }, at) => (
                <tr key={`${path}:${at}`}>
                  <th scope="row">
                    <PathLink to={path}>{title}</PathLink>
                  </th>
                  <td>{day}</td>
                  <td>{pick(shown)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length === MOST_ROWS && <p className={styles["note"]}>{t("rowsPart", { count: MOST_ROWS })}</p>}
    </Page>
  );
}

/** As many as the server sends. */
const MOST_ROWS = 500;
