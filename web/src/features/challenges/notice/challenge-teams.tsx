import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import type { FormedTeamSummary } from "../data.ts";
import { TeamMark } from "../marks.tsx";
import { teamsOfQuery } from "../origin.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

/** Teams that were formed to answer the challenge, in the pairs from which the caller forms one; without those given up. */
export function useTeamsFor({ id, teamPairs }: Challenge): readonly FormedTeamSummary[] {
  const lists = useQueries({ queries: teamPairs.map((pair) => teamsOfQuery({ scopeId: pair.id, id })) });
  return lists.flatMap(({ data }) => data ?? []).filter(({ state }) => state !== "dissolved");
}

/** In the pair of this page, or in whichever of the caller's pairs is chosen. */
export function FormTeamButton({ challenge, scopeId }: { readonly challenge: Challenge; readonly scopeId: string }) {
  const t = useTexts(noticeTexts);
  const navigate = useNavigate();
  const { id, teamPairs } = challenge;
  const [only, ...others] = teamPairs;
  const here = teamPairs.find((pair) => pair.id === scopeId) ?? (others.length === 0 ? only : undefined);
  const pathIn = (pairId: string) => `/p/${pairId}/challenges/${id}/team`;
  if (here !== undefined) return <LinkButton to={pathIn(here.id)}>{t("formTeam")}</LinkButton>;
  if (only === undefined) return null;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: teamPairs.map((pair) => ({ key: pair.id, label: pair.name })),
        onClick: ({ key }) => void navigate({ to: pathIn(key) }),
      }}
    >
      <Button>{t("formTeam")}</Button>
    </Dropdown>
  );
}

export function TeamsBox({ teams }: { readonly teams: readonly FormedTeamSummary[] }) {
  const t = useTexts(noticeTexts);
  if (teams.length === 0) return null;
  return (
    <section>
      <h2>{t("teamsFor")}</h2>
      <ul className={styles["rows"]}>
        {teams.map((team) => (
          <li key={team.id}>
            <Link to="/p/$scopeId/formed-teams/$teamId" params={{ scopeId: team.scopeId, teamId: team.id }}>
              {t("teamNo", { number: team.number })}
            </Link>{" "}
            <TeamMark state={team.state} />{" "}
            <span className={styles["quiet"]}>{team.members.map(({ name }) => name).join(t("comma"))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
