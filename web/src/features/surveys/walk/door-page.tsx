import { ApiProblem } from "@dual-high/client";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { formatDay } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { Facts } from "../../../ui/record/facts.tsx";
import { surveysTexts } from "../texts.ts";
import { keptLine } from "./kept-line.ts";
import type { KeptVisit, RoundPackage } from "./kept-visit.ts";
import { walkTexts } from "./texts.ts";
import { type Door, doorsOf, useWalk } from "./use-walk.ts";
import { VisitForm } from "./visit-form.tsx";
import { beginHere, line } from "./walk-state.ts";
import styles from "./walk.module.css";

const route = getRouteApi("/walk/$roundId/$siteId");

export function WalkDoorPage() {
  const t = useTexts(walkTexts);
  const { roundId, siteId } = route.useParams();
  const state = useWalk();
  const round = state.rounds.find((each) => each.round.id === roundId) ?? null;
  const door = doorsOf(roundId, state).get(siteId);
  if (door === undefined) {
    return (
      <Page title={t("title")} isColumn>
        <p>{t("doorGone")}</p>
        <p>
          <Link to="/walk/$roundId" params={{ roundId }}>
            {t("toList")}
          </Link>
        </p>
      </Page>
    );
  }
  const { building, floor, unit, enterprise, creditCode, listed } = door;
  return (
    <Page
      title={enterprise}
      purpose={[building, floor, unit].filter(Boolean).join(" ")}
      actions={listed !== null && <ClaimButton siteId={siteId} />}
      isColumn
    >
      <p>
        <Link to="/walk/$roundId" params={{ roundId }}>
          ← {t("toList")}
        </Link>
      </p>
      {round?.round.isOver === true && <p className={styles["late"]}>{t("over")}</p>}
      <Before door={door} />
      <DoorFacts door={{ ...door, creditCode: listed?.facts.creditCode ?? creditCode ?? null }} />
      <VisitOf key={siteId} roundId={roundId} door={door} round={round} />
    </Page>
  );
}

function DoorFacts({ door: { creditCode, listed } }: { readonly door: Door }) {
  const s = useTexts(surveysTexts);
  const openNeeds = listed?.facts.openNeeds ?? 0;
  return (
    <Facts
      facts={[
        { label: s("creditCode"), value: creditCode },
        { label: s("openNeeds"), value: openNeeds === 0 ? null : String(openNeeds) },
      ]}
    />
  );
}

/** Says that one is on the way, which colleagues can only see with a network. */
function ClaimButton({ siteId }: { readonly siteId: string }) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const { hasNetwork } = useWalk();
  const { message } = App.useApp();
  const claim = async () => {
    try {
      const { enterprise } = await line.claim(siteId);
      message.success(s("claimed", { enterprise }));
    } catch (error) {
      message.warning(error instanceof ApiProblem ? error.detail : t("claimOffline"));
    }
  };
  if (!hasNetwork) return <small>{t("claimOffline")}</small>;
  return <Button onClick={() => void claim()}>{s("claim")}</Button>;
}

function Before({ door: { listed } }: { readonly door: Door }) {
  const s = useTexts(surveysTexts);
  const { claims = [], visits = [] } = listed ?? {};
  if (claims.length + visits.length === 0) return null;
  const name = (officer: { readonly name: string | null }) => officer.name ?? s("otherOffice");
  return (
    <ul className={styles["before"]} aria-label={s("before")}>
      {claims.map(({ officer }) => (
        <li key={officer.id}>{s("onTheWay", { name: name(officer) })}</li>
      ))}
      {visits.map(({ visitId, outcome, receivedAt, officer }) => (
        <li key={visitId}>
          {s("lastVisit", { outcome: `${name(officer)} ${s(`outcome.${outcome}`)}`, when: formatDay(receivedAt) })}
        </li>
      ))}
    </ul>
  );
}

interface VisitOfProps {
  readonly roundId: string;
  readonly door: Door;
  readonly round: RoundPackage | null;
}

/** The visit at this door as the phone has it; a sent one can be corrected, or followed by another. */
function VisitOf({ roundId, door, round }: VisitOfProps) {
  const t = useTexts(walkTexts);
  const begin = (): KeptVisit => {
    const { id: siteId, building, floor, unit = "", enterprise, creditCode = null } = door;
    const place = { building, floor, unit, enterprise, creditCode };
    const questionnaireNumber = round?.questionnaire?.number ?? 0;
    const at = { roundId, siteId, door: place, isNewDoor: door.listed === null, questionnaireNumber };
    return beginHere(at);
  };
  const [written, setWritten] = useState<{ readonly key: number; readonly visit: KeptVisit | null }>({
    key: 0,
    visit: isDone(door.visit) ? null : (door.visit ?? begin()),
  });
  if (written.visit !== null) {
    return <VisitForm key={written.key} initial={written.visit} listed={door.listed} round={round} />;
  }
  const { visit } = door;
  if (visit === null) return null;
  const write = (next: KeptVisit) => setWritten({ key: written.key + 1, visit: next });
  return (
    <section className={styles["done"]}>
      <Stand visit={visit} round={round} />
      <p className={styles["ways"]}>
        <Button size="large" onClick={() => write(visit)}>
          {t("correct")}
        </Button>
        <Button size="large" onClick={() => write(begin())}>
          {t("another")}
        </Button>
      </p>
    </section>
  );
}

function isDone(visit: KeptVisit | null): boolean {
  return visit !== null && (visit.state === "sent" || visit.state === "conflict");
}

const CLOCK_SECONDS = 300;

/** Where a visit that arrived stands, and what the phone said differently from the server. */
function Stand({ visit, round }: { readonly visit: KeptVisit; readonly round: RoundPackage | null }) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const { receipt, draft, roundId, id: visitId } = visit;
  const ahead = receipt?.clockAheadSeconds ?? 0;
  const minutes = Math.round(Math.abs(ahead) / 60);
  return (
    <>
      <p role="status">
        <b>{keptLine(visit, t, s)}</b>
      </p>
      {Math.abs(ahead) > CLOCK_SECONDS && <p>{s(ahead > 0 ? "clockAhead" : "clockBehind", { minutes })}</p>}
      {visit.state === "conflict" && (
        <div className={styles["both"]}>
          <p>{t("conflictText")}</p>
          {round !== null && (
            <p>
              <a href={`/p/${round.round.scopeId}/surveys/${roundId}/visits/${visitId}`}>{t("conflictBoth")}</a>
            </p>
          )}
        </div>
      )}
      {visit.state === "conflict" && <h2>{t("conflictMine")}</h2>}
      <Facts
        facts={[
          { label: s("met"), value: [draft.metName, draft.metTitle, draft.metPhone].filter(Boolean).join(" · ") },
          {
            label: s("needs"),
            value: draft.needs
              .map(({ title }) => title)
              .filter(Boolean)
              .join("；"),
          },
          { label: s("note"), value: draft.note, isLong: true },
        ]}
      />
    </>
  );
}
