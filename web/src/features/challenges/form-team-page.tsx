import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useMay } from "../../data/me.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { CapabilitiesDialog } from "./capabilities-dialog.tsx";
import styles from "./challenges.module.css";
import { withMember } from "./coverage.ts";
import { CoverageTable } from "./coverage-table.tsx";
import type { Candidate, Proposal, Wish } from "./data.ts";
import { keepTeam, type Origin, originPath, proposeTeam, suggestionQuery, teamsOfQuery } from "./origin.ts";
import { PersonCard } from "./person-card.tsx";
import { SwapDialog } from "./swap-dialog.tsx";
import { challengesTexts } from "./texts.ts";
import { WishEditor } from "./wish-editor.tsx";

const needRoute = getRouteApi("/in/p/$scopeId/needs/$needId/team");
const challengeRoute = getRouteApi("/in/p/$scopeId/challenges/$challengeId/team");

export function TeamForNeedPage() {
  const { scopeId, needId } = needRoute.useParams();
  return <FormTeam origin={{ kind: "need", id: needId, scopeId }} />;
}

export function TeamForChallengePage() {
  const { scopeId, challengeId } = challengeRoute.useParams();
  return <FormTeam origin={{ kind: "challenge", id: challengeId, scopeId }} />;
}

/** From what is asked for to a team: the smallest is proposed, people decide who is in it. */
function FormTeam({ origin }: { readonly origin: Origin }) {
  const t = useTexts(challengesTexts);
  const { scopeId, kind, id } = origin;
  const suggestion = useSuspenseQuery(suggestionQuery(origin)).data;
  const earlier = useQuery(teamsOfQuery(origin)).data ?? [];
  const draft = useDraft<Wish>(`form-team:${scopeId}:${id}`, {
    capabilities: suggestion.capabilities.filter(({ isLikely }) => isLikely).map(({ term }) => ({ term, times: 1 })),
    limits: { seniors: 1, mostProjects: 3, mostMembers: null },
    units: suggestion.units.filter(({ isOfPair }) => isOfPair).map(({ unit }) => unit),
  });
  const wish = draft.value;
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [members, setMembers] = useState<readonly Candidate[]>([]);
  const [isLooking, setLooking] = useState(false);
  const { message } = App.useApp();
  const propose = async () => {
    if (wish.capabilities.length === 0) {
      void message.warning(t("noTerms"));
      return;
    }
    setLooking(true);
    try {
      const found = await proposeTeam(origin, wish);
      setProposal(found);
      setMembers(found.members);
    } catch (error) {
      void message.error(isProblem(error) ? error.detail : String(error), 8);
    } finally {
      setLooking(false);
    }
  };
  return (
    <Page
      title={t("formTitle")}
      purpose={t("formPurpose", { title: suggestion.origin.title })}
      actions={<LinkButton to={originPath(origin)}>{t(`to.${kind}`)}</LinkButton>}
    >
      <DraftNote draft={draft} />
      {earlier.length > 0 && (
        <p className={styles["earlier"]}>
          {t(`earlierTeams.${kind}`)}{" "}
          {earlier.map(({ id: teamId, number, state }) => (
            <Link key={teamId} to="/p/$scopeId/formed-teams/$teamId" params={{ scopeId, teamId }}>
              {t("earlierTeam", { number, state: t(`state.${state}`) })}
            </Link>
          ))}
        </p>
      )}
      <div className={styles["twoColumns"]}>
        <section>
          <h2>{t("wanted")}</h2>
          <p className={styles["quiet"]}>{t(`wantedHint.${kind}`)}</p>
          <WishEditor wish={wish} suggestion={suggestion} onChange={draft.change} />
          <Button type="primary" loading={isLooking} onClick={() => void propose()}>
            {t(proposal === null ? "propose" : "proposeAgain")}
          </Button>
        </section>
        <Chosen
          origin={origin}
          wish={wish}
          proposal={proposal}
          members={members}
          onMembers={setMembers}
          onPropose={propose}
          onKept={draft.clear}
        />
      </div>
    </Page>
  );
}

interface ChosenProps {
  readonly origin: Origin;
  readonly wish: Wish;
  readonly proposal: Proposal | null;
  readonly members: readonly Candidate[];
  readonly onMembers: (members: readonly Candidate[]) => void;
  readonly onPropose: () => Promise<void>;
  readonly onKept: () => void;
}

/** The team as it is being put together. */
function Chosen({ origin, wish, proposal, members, onMembers, onPropose, onKept }: ChosenProps) {
  const t = useTexts(challengesTexts);
  const { scopeId } = origin;
  const may = useMay(scopeId);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [place, setPlace] = useState<Candidate | "new" | null>(null);
  const [edited, setEdited] = useState<Candidate | null>(null);
  const [isKeeping, setKeeping] = useState(false);
  const alternatesOf = (key: string) => proposal?.alternates.find((one) => one.key === key)?.candidates ?? [];
  const keep = async () => {
    setKeeping(true);
    try {
      const keys = members.map(({ key }) => key);
      const team = await keepTeam(origin, wish, keys);
      onKept();
      await queryClient.invalidateQueries({ queryKey: ["formed-teams"] });
      void message.success(t("kept", { number: team.number }));
      await navigate({ to: "/p/$scopeId/formed-teams/$teamId", params: { scopeId, teamId: team.id } });
    } catch (error) {
      void message.error(isProblem(error) ? error.detail : String(error), 8);
      setKeeping(false);
    }
  };
  return (
    <section>
      <h2>{t("proposed")}</h2>
      {proposal !== null && (
        <p className={styles["quiet"]} role="status">
          {t(`status.${proposal.status}`, { count: proposal.members.length, least: proposal.sizeBound })}
          {" · "}
          {t("pool", { people: proposal.pool.people, capable: proposal.pool.capable })}
        </p>
      )}
      {members.length === 0 ? (
        <p className={styles["quiet"]}>{t("emptyTeam")}</p>
      ) : (
        <CoverageTable wish={wish} members={members} />
      )}
      <div className={styles["people"]}>
        {members.map((member) => (
          <PersonCard
            key={member.key}
            person={member}
            actions={
              <>
                <Button aria-label={t("swapName", { name: member.name })} onClick={() => setPlace(member)}>
                  {t("swap")}
                </Button>
                <Button
                  aria-label={t("takeOffName", { name: member.name })}
                  onClick={() => onMembers(members.filter(({ key }) => key !== member.key))}
                >
                  {t("takeOff")}
                </Button>
                {may("team.form") && (
                  <Button aria-label={t("capabilitiesName", { name: member.name })} onClick={() => setEdited(member)}>
                    {t("capabilities")}
                  </Button>
                )}
              </>
            }
          >
            {proposal?.members.some(({ key }) => key === member.key) && (
              <p className={styles["quiet"]}>
                {alternatesOf(member.key).length === 0
                  ? t("noAlternates")
                  : t("alternates", {
                      names: alternatesOf(member.key)
                        .map(({ name }) => name)
                        .join(t("comma")),
                    })}
              </p>
            )}
          </PersonCard>
        ))}
      </div>
      <div className={styles["buttons"]}>
        <Button disabled={wish.capabilities.length === 0} onClick={() => setPlace("new")}>
          {t("addMember")}
        </Button>
        {may("team.form") && (
          <Button type="primary" disabled={members.length === 0} loading={isKeeping} onClick={() => void keep()}>
            {t("keep")}
          </Button>
        )}
      </div>
      {proposal !== null && proposal.keptOut.length > 0 && (
        <details className={styles["keptOut"]}>
          <summary>{t("keptOut")}</summary>
          <p className={styles["quiet"]}>{t("keptOutText")}</p>
          <div className={styles["people"]}>
            {proposal.keptOut
              .filter(({ key }) => members.every((member) => member.key !== key))
              .map((person) => (
                <PersonCard
                  key={person.key}
                  person={person}
                  actions={
                    <Button onClick={() => onMembers([...members, person])}>{t("still", { name: person.name })}</Button>
                  }
                />
              ))}
          </div>
        </details>
      )}
      {place !== null && (
        <SwapDialog
          origin={origin}
          wish={wish}
          members={members}
          place={place === "new" ? null : place}
          alternates={place === "new" ? [] : alternatesOf(place.key)}
          onChoose={(person) => {
            onMembers(withMember(members, place === "new" ? null : place.key, person));
            setPlace(null);
          }}
          onClose={() => setPlace(null)}
        />
      )}
      {edited !== null && (
        <CapabilitiesDialog
          person={edited}
          onSaved={() => {
            setEdited(null);
            void message.success(t("saidDone", { name: edited.name }));
            void queryClient.invalidateQueries({ queryKey: ["team-candidates", origin.id] });
            void onPropose();
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
