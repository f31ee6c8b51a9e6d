import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { endSession } from "../../../data/session.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { periodOf } from "../figures.ts";
import { surveysTexts } from "../texts.ts";
import type { KeptVisit } from "./kept-visit.ts";
import { keptLine } from "./kept-line.ts";
import { walkTexts } from "./texts.ts";
import { useWalk } from "./use-walk.ts";
import { line } from "./walk-state.ts";
import styles from "./walk.module.css";

/** Where walking starts: the rounds on this phone, those that are open, and what has not arrived yet. */
export function WalkHomePage() {
  const t = useTexts(walkTexts);
  const { person, rounds, visits, hasNetwork } = useWalk();
  const open = useQuery({ queryKey: ["walk", "open", person.userId], queryFn: listOpen, enabled: hasNetwork }).data;
  const others = (open ?? []).filter(({ id }) => !rounds.some(({ round }) => round.id === id));
  const unsent = visits.filter(({ state }) => state !== "sent").toReversed();
  const leave = async () => {
    await endSession();
    location.assign("/sign-in?next=/walk");
  };
  return (
    <Page title={t("title")} purpose={t("homePurpose", { name: person.displayName })} isColumn>
      <section className={styles["list"]}>
        <h2>{t("roundsHere")}</h2>
        {rounds.length + others.length === 0 && <p>{t(hasNetwork ? "noRounds" : "noRoundsOffline")}</p>}
        <ul>
          {rounds.map(({ round, sites, madeAt }) => (
            <li key={round.id}>
              <Link to="/walk/$roundId" params={{ roundId: round.id }}>
                <b>{round.name}</b>
                <small>
                  {t("roundLine", { period: periodOf(round), doors: sites.length, when: formatInstant(madeAt) })}
                </small>
              </Link>
            </li>
          ))}
          {others.map(({ id, name, startsOn, endsBefore }) => (
            <li key={id}>
              <Link to="/walk/$roundId" params={{ roundId: id }}>
                <b>{name}</b>
                <small>{t("roundToFetch", { period: periodOf({ startsOn, endsBefore }) })}</small>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      {unsent.length > 0 && (
        <section className={styles["list"]}>
          <h2>{t("unsent")}</h2>
          <ul>
            {unsent.map((visit) => (
              <UnsentVisit key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles["end"]}>
        {unsent.length > 0 && <p>{t("leaveText", { name: person.displayName })}</p>}
        <p className={styles["ways"]}>
          {hasNetwork && <LinkButton to="/">{t("toOffice")}</LinkButton>}
          <Button onClick={() => void leave()}>{t("leave")}</Button>
        </p>
      </section>
    </Page>
  );
}

function UnsentVisit({ visit }: { readonly visit: KeptVisit }) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const { roundId, siteId, door } = visit;
  return (
    <li>
      <Link to="/walk/$roundId/$siteId" params={{ roundId, siteId }}>
        <b>
          {door.unit} {door.enterprise}
        </b>
        <small data-kept={visit.state}>
          {door.building} {door.floor} · {keptLine(visit, t, s)}
        </small>
      </Link>
    </li>
  );
}

/** Open rounds where this person may walk. */
async function listOpen() {
  const me = await line.findMe();
  const places = (me?.grants ?? []).filter(({ scopeKind }) => scopeKind === "zone" || scopeKind === "pair");
  const lists = await Promise.all(places.slice(0, 8).map(async ({ scopeId }) => line.listOpenRounds(scopeId)));
  return [...new Map(lists.flat().map((round) => [round.id, round])).values()];
}
