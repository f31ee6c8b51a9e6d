import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatDay, formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { HistoryList, Prose, RecordColumns } from "../../ui/record/layout.tsx";
import { AnswerDialog } from "./answer-dialog.tsx";
import { CapabilitiesDialog } from "./capabilities-dialog.tsx";
import styles from "./challenges.module.css";
import { ChangeDialog } from "./change-dialog.tsx";
import { CoverageTable } from "./coverage-table.tsx";
import { type FormedTeam, type Member, teamQuery, wishBody } from "./data.ts";
import { DissolveDialog } from "./dissolve-dialog.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberMark, TeamMark } from "./marks.tsx";
import { originPath } from "./origin.ts";
import { PersonCard } from "./person-card.tsx";
import { SwapDialog } from "./swap-dialog.tsx";
import { challengesTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/formed-teams/$teamId");

type Open =
  | { readonly what: "swap" | "invite" | "answer" | "capabilities"; readonly memberId: string }
  | { readonly what: "add" | "change" | "dissolve" }
  | null;

/** A team that is kept: what it lacks, who was asked and said what, and every step. */
export function TeamPage() {
  const t = useTexts(challengesTexts);
  const pick = usePick();
  const act = useAct();
  const queryClient = useQueryClient();
  const { scopeId, teamId } = route.useParams();
  const team = useSuspenseQuery(teamQuery(teamId)).data;
  const origin = { ...team.origin, scopeId: team.scopeId };
  const [open, setOpen] = useState<Open>(null);
  const inside = team.members.filter(({ state }) => state !== "declined" && state !== "left");
  const gone = team.members.filter(({ state }) => state === "declined" || state === "left");
  const member = open !== null && "memberId" in open ? team.members.find(({ id }) => id === open.memberId) : undefined;
  const close = () => setOpen(null);
  const params = { path: { teamId }, header: ifMatch(team) };

  const during = async (work: () => Promise<FormedTeam>, done: string): Promise<boolean> => {
    const next = await act({ work, done, changes: [["formed-teams"]] });
    if (next !== null) {
      queryClient.setQueryData(teamQuery(teamId).queryKey, next);
      close();
    }
    return next !== null;
  };
  const setMembers = async (keys: readonly string[], done: string) =>
    during(async () => api.patch("/api/formed-teams/{teamId}", { params, body: { members: [...keys] } }), done);
  const keys = inside.map(({ key }) => key);
  const asked = inside.filter(({ state }) => state === "invited").length;
  return (
    <Page
      title={t("teamNo", { number: team.number })}
      name={`${t("teamNo", { number: team.number })} · ${team.origin.title}`}
      purpose={t(`purposeOf.${origin.kind}`, { number: origin.number, title: origin.title })}
      actions={
        <>
          {team.mayChange && <Button onClick={() => setOpen({ what: "change" })}>{t("changeWish")}</Button>}
          {team.mayChange && <Button onClick={() => setOpen({ what: "dissolve" })}>{t("dissolve")}</Button>}
          <LinkButton to={originPath(origin)}>{t(`to.${origin.kind}`)}</LinkButton>
        </>
      }
    >
      <p className={styles["stand"]}>
        <TeamMark state={team.state} />
        {asked > 0 && <span>{t("waitingFor", { count: asked })}</span>}
        {team.isHeld && <span className={styles["quiet"]}>{t("held")}</span>}
        {team.breaches.map((breach) => (
          <span key={breach.en} className={styles["conflict"]} data-keeps-out>
            {pick(breach)}
          </span>
        ))}
      </p>
      <RecordColumns side={<Steps team={team} />}>
        <CoverageTable wish={team} members={inside} />
        <Prose title={t("note")} text={team.note} />
        <h2 className={styles["heading"]}>{t("members")}</h2>
        <div className={styles["people"]}>
          {inside.map((one) => (
            <PersonCard
              key={one.id}
              person={one}
              mark={<MemberMark state={one.state} />}
              actions={
                team.mayChange && (
                  <MemberActions
                    member={one}
                    onOpen={(what) => setOpen({ what, memberId: one.id })}
                    onTakeOff={
                      inside.length > 1
                        ? () =>
                            void setMembers(
                              keys.filter((key) => key !== one.key),
                              t("tookOff", { name: one.name }),
                            )
                        : null
                    }
                  />
                )
              }
            >
              <Answered member={one} />
            </PersonCard>
          ))}
        </div>
        {team.mayChange && (
          <div className={styles["buttons"]}>
            <Button onClick={() => setOpen({ what: "add" })}>{t("addMember")}</Button>
          </div>
        )}
        {gone.length > 0 && (
          <section>
            <h2 className={styles["heading"]}>{t("gone")}</h2>
            <ul className={styles["gone"]}>
              {gone.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong> <MemberMark state={one.state} />
                  <Answered member={one} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </RecordColumns>
      {(open?.what === "add" || (open?.what === "swap" && member !== undefined)) && (
        <SwapDialog
          origin={origin}
          wish={team}
          members={inside}
          place={member ?? null}
          alternates={[]}
          onChoose={(person) =>
            void setMembers(
              member === undefined ? [...keys, person.key] : keys.map((key) => (key === member.key ? person.key : key)),
              t("swapped"),
            )
          }
          onClose={close}
        />
      )}
      {open?.what === "invite" && member !== undefined && (
        <InviteDialog
          team={team}
          member={member}
          onInvited={(next) => {
            queryClient.setQueryData(teamQuery(teamId).queryKey, next);
            void queryClient.invalidateQueries({ queryKey: ["formed-teams", scopeId] });
          }}
          onClose={close}
        />
      )}
      {open?.what === "answer" && member !== undefined && (
        <AnswerDialog
          name={member.name}
          onSend={async (answer, comment) => {
            const path = { teamId, memberId: member.id };
            await during(
              async () =>
                api.post("/api/formed-teams/{teamId}/members/{memberId}/answer", {
                  params: { path, header: ifMatch(team) },
                  body: { answer, comment },
                }),
              t("noted", { name: member.name }),
            );
          }}
          onClose={close}
        />
      )}
      {open?.what === "capabilities" && member !== undefined && (
        <CapabilitiesDialog
          person={member}
          onSaved={() => void setMembers(keys, t("saidDone", { name: member.name }))}
          onClose={close}
        />
      )}
      {open?.what === "change" && (
        <ChangeDialog
          team={team}
          onSend={async (wish, note) =>
            during(
              async () => api.patch("/api/formed-teams/{teamId}", { params, body: { ...wishBody(wish), note } }),
              t("changed"),
            )
          }
          onClose={close}
        />
      )}
      {open?.what === "dissolve" && (
        <DissolveDialog
          number={team.number}
          onSend={async (comment) => {
            await during(
              async () => api.post("/api/formed-teams/{teamId}/dissolution", { params, body: { comment } }),
              t("dissolved", { number: team.number }),
            );
          }}
          onClose={close}
        />
      )}
    </Page>
  );
}

interface MemberActionsProps {
  readonly member: Member;
  readonly onOpen: (what: "swap" | "invite" | "answer" | "capabilities") => void;
  /** Null for the last one. */
  readonly onTakeOff: (() => void) | null;
}

function MemberActions({ member, onOpen, onTakeOff }: MemberActionsProps) {
  const t = useTexts(challengesTexts);
  const { name, state } = member;
  const isOpen = state === "proposed" || state === "invited";
  return (
    <>
      {isOpen && (
        <Button
          type={state === "proposed" ? "primary" : "default"}
          aria-label={t(state === "proposed" ? "inviteName" : "inviteAgainName", { name })}
          onClick={() => onOpen("invite")}
        >
          {t(state === "proposed" ? "invite" : "inviteAgain")}
        </Button>
      )}
      {isOpen && (
        <Button aria-label={t("noteAnswerName", { name })} onClick={() => onOpen("answer")}>
          {t("noteAnswer")}
        </Button>
      )}
      <Button aria-label={t("swapName", { name })} onClick={() => onOpen("swap")}>
        {t("swap")}
      </Button>
      {onTakeOff !== null && (
        <Button aria-label={t("takeOffName", { name })} onClick={onTakeOff}>
          {t("takeOff")}
        </Button>
      )}
      <Button aria-label={t("capabilitiesName", { name })} onClick={() => onOpen("capabilities")}>
        {t("capabilities")}
      </Button>
    </>
  );
}

/** Who asked when, and what came back. */
function Answered({ member }: { readonly member: Member }) {
  const t = useTexts(challengesTexts);
  const { state, invitedBy, invitedAt, linkExpiresAt, wasOpened, answeredAt, answeredBy, comment } = member;
  const words = [
    ...(invitedBy !== null && invitedAt !== null
      ? [t("invitedOn", { who: invitedBy.name, at: formatInstant(invitedAt) })]
      : []),
    ...(state === "invited" ? [t(wasOpened ? "opened" : "notOpened")] : []),
    ...(state === "invited" && linkExpiresAt !== null ? [t("until", { day: formatDay(linkExpiresAt) })] : []),
    ...(answeredAt !== null ? [t("answeredOn", { at: formatInstant(answeredAt) })] : []),
    ...(answeredBy !== null ? [t("notedBy", { who: answeredBy.name })] : []),
  ];
  if (words.length === 0 && comment === "") return null;
  return (
    <p className={styles["quiet"]}>
      {words.join(" · ")}
      {comment !== "" && <q>{comment}</q>}
    </p>
  );
}

function Steps({ team }: { readonly team: FormedTeam }) {
  const t = useTexts(challengesTexts);
  const pick = usePick();
  return (
    <HistoryList
      title={t("steps")}
      items={team.steps.map(({ at, actor, text }) => ({
        key: `${at} ${text.zh}`,
        line: pick(text),
        more: (
          <small className={styles["quiet"]}>
            {formatInstant(at)} · {actor === null ? t("byLink") : actor.name}
          </small>
        ),
      }))}
    />
  );
}
