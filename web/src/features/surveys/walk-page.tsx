import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { readDraft } from "../../data/drafts.ts";
import { useMe } from "../../data/me.ts";
import { formatDay, formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { packageQuery, type PackedSite } from "./queries.ts";
import { RoundFrame } from "./round-frame.tsx";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";
import { draftNameOf } from "./visit-draft.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/walk");

/** Doors floor by floor, big enough for a thumb: who is on the way, who was there, what is still to be sent. */
export function WalkPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = route.useParams();
  const me = useMe();
  const { floors, sites, madeAt } = useSuspenseQuery(packageQuery(roundId)).data;
  const mine = floors.filter(({ officers }) => officers.some(({ id }) => id === me.userId));
  const [isAll, setAll] = useState(mine.length === 0);
  const doors = Map.groupBy(sites, ({ floorId }) => floorId);
  const unsent = sites.filter(({ id }) => readDraft(draftNameOf(id)) !== null).length;
  return (
    <RoundFrame roundId={roundId} scopeId={scopeId}>
      <p role="status" className={styles["lead"]}>
        {t("asOf", { when: formatInstant(madeAt) })}
        {unsent > 0 && ` · ${t("unsentCount", { count: unsent })}`}
      </p>
      {mine.length > 0 && <Button onClick={() => setAll(!isAll)}>{t(isAll ? "onlyMine" : "allFloors")}</Button>}
      {(isAll ? floors : mine).map(({ id, building, floor }) => (
        <section key={id} className={styles["walk"]}>
          <h2>
            {building} {floor}
          </h2>
          <ul>
            {(doors.get(id) ?? []).map((site) => (
              <li key={site.id}>
                <Link to="/p/$scopeId/surveys/$roundId/walk/$siteId" params={{ scopeId, roundId, siteId: site.id }}>
                  <b>
                    {site.unit} {site.enterprise}
                  </b>
                  <DoorLine site={site} roundId={roundId} userId={me.userId} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </RoundFrame>
  );
}

interface DoorLineProps {
  readonly site: PackedSite;
  readonly roundId: string;
  readonly userId: string;
}

function DoorLine({ site, roundId, userId }: DoorLineProps) {
  const t = useTexts(surveysTexts);
  const name = (officer: { readonly name: string | null }) => officer.name ?? t("otherOffice");
  const [last] = site.visits;
  const here = site.visits.find((visit) => visit.roundId === roundId);
  const others = site.claims.filter(({ officer }) => officer.id !== userId);
  const isUnsent = readDraft(draftNameOf(site.id)) !== null;
  const parts = [
    isUnsent && t("unsent"),
    ...others.map(({ officer }) => t("onTheWay", { name: name(officer) })),
    last !== undefined &&
      t("lastVisit", {
        outcome: `${name(last.officer)} ${t(`outcome.${last.outcome}`)}`,
        when: formatDay(last.receivedAt),
      }),
  ].filter((part) => part !== false);
  return (
    <small data-done={here !== undefined || undefined} data-unsent={isUnsent || undefined}>
      {parts.length === 0 ? t("notYet") : parts.join("；")}
    </small>
  );
}
