import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { formatDay, formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { surveysTexts } from "../texts.ts";
import { keptLine } from "./kept-line.ts";
import { walkTexts } from "./texts.ts";
import { type Door, doorsOf, useWalk } from "./use-walk.ts";
import { fetchRound } from "./walk-state.ts";
import styles from "./walk.module.css";

const route = getRouteApi("/walk/$roundId");
const FRESH_MS = 60_000;
const CLOCK_MS = 300_000;

/** Doors floor by floor, big enough for a thumb: who is on the way, who was there, what is still to be sent. */
export function WalkRoundPage() {
  const t = useTexts(walkTexts);
  const { roundId } = route.useParams();
  const state = useWalk();
  const held = state.rounds.find(({ round }) => round.id === roundId);
  const { isFetching, problem, fetch } = useFetchedRound(roundId, held?.madeAt ?? null);
  const mine = (held?.floors ?? []).filter(({ officers }) => officers.some(({ id }) => id === state.person.userId));
  const [isAll, setAll] = useState(false);
  const [search, setSearch] = useState("");
  if (held === undefined) {
    return (
      <Page title={t("title")} isColumn>
        <div aria-busy={isFetching}>
          <p role="status">{problem ?? t(isFetching ? "fetching" : "notHere")}</p>
          {!isFetching && <Button onClick={() => void fetch()}>{t("tryAgain")}</Button>}
        </div>
      </Page>
    );
  }
  const { round, madeAt } = held;
  const isMineOnly = mine.length > 0 && !isAll && search === "";
  const myFloors = new Set(mine.map(({ building, floor }) => `${building} ${floor}`));
  const found = [...doorsOf(roundId, state).values()].filter(
    ({ building, floor, unit, enterprise }) =>
      (!isMineOnly || myFloors.has(`${building} ${floor}`)) && `${unit}${enterprise}`.includes(search.trim()),
  );
  const ahead = state.clockAheadMs ?? 0;
  return (
    <Page title={round.name} purpose={`${round.code} · ${t("asOf", { when: formatInstant(madeAt) })}`} isColumn>
      {round.isOver && <p className={styles["late"]}>{t("over")}</p>}
      {Math.abs(ahead) > CLOCK_MS && <p className={styles["late"]}>{t("clock", { off: offOf(ahead) })}</p>}
      {problem !== null && <p className={styles["late"]}>{problem}</p>}
      <p className={styles["ways"]}>
        <Input
          aria-label={t("find")}
          placeholder={t("find")}
          allowClear
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        {mine.length > 0 && <Button onClick={() => setAll(!isAll)}>{t(isAll ? "onlyMine" : "allFloors")}</Button>}
        <LinkButton to={`/walk/${roundId}/new`}>{t("newDoor")}</LinkButton>
        {state.hasNetwork && (
          <Button loading={isFetching} onClick={() => void fetch()}>
            {t("refresh")}
          </Button>
        )}
      </p>
      {[...Map.groupBy(found, ({ building, floor }) => `${building} ${floor}`)].map(([name, doors]) => (
        <section key={name} className={styles["list"]}>
          <h2>{name}</h2>
          <ul>
            {doors.map((door) => (
              <li key={door.id}>
                <Link to="/walk/$roundId/$siteId" params={{ roundId, siteId: door.id }}>
                  <b>
                    {door.unit} {door.enterprise}
                  </b>
                  <DoorLine door={door} userId={state.person.userId} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length === 0 && <p>{t("noDoor")}</p>}
    </Page>
  );
}

/** 3 h, 1 d: how far a clock is off, with its sign. */
function offOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const sign = minutes > 0 ? "+" : "−";
  const size = Math.abs(minutes);
  if (size < 120) return `${sign}${size} min`;
  return size < 2880 ? `${sign}${Math.round(size / 60)} h` : `${sign}${Math.round(size / 1440)} d`;
}

/** Fetches the round's list when it is older than a minute, and when asked to. */
function useFetchedRound(roundId: string, madeAt: string | null) {
  const [isFetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { hasNetwork } = useWalk();
  const fetch = async () => {
    setFetching(true);
    setProblem(await fetchRound(roundId));
    setFetching(false);
  };
  useEffect(() => {
    const age = madeAt === null ? Infinity : Date.now() - new Date(madeAt).getTime();
    if (hasNetwork && (age > FRESH_MS || age < 0)) void fetch();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for a round, and again when the network comes back
  }, [roundId, hasNetwork]);
  return { isFetching, problem, fetch };
}

function DoorLine({ door, userId }: { readonly door: Door; readonly userId: string }) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const { visit, listed } = door;
  if (visit !== null) {
    return <small data-kept={visit.state}>{keptLine(visit, t, s)}</small>;
  }
  const name = (officer: { readonly name: string | null }) => officer.name ?? s("otherOffice");
  const [last] = listed?.visits ?? [];
  const parts = [
    ...(listed?.claims ?? [])
      .filter(({ officer }) => officer.id !== userId)
      .map(({ officer }) => s("onTheWay", { name: name(officer) })),
    ...(last === undefined
      ? []
      : [
          s("lastVisit", {
            outcome: `${name(last.officer)} ${s(`outcome.${last.outcome}`)}`,
            when: formatDay(last.receivedAt),
          }),
        ]),
  ];
  return (
    <small data-done={last !== undefined || undefined}>{parts.length === 0 ? s("notYet") : parts.join("；")}</small>
  );
}
