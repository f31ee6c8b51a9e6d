import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { percentText } from "../../../text/amounts.ts";
import { formatPerson } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { organisationStakesQuery, personStakesQuery, type Stake, STAKES_KEY } from "./data.ts";
import { StakeDialog, type StakeSubject } from "./stake-dialog.tsx";
import styles from "./stakes.module.css";
import { stakesTexts } from "./texts.ts";

interface Subject {
  readonly id: string;
  readonly name: string;
  /** Null for a public fact, which nothing can be entered for. */
  readonly scopeId: string | null;
}

type OrganisationSubject = Subject & { readonly isEnterprise: boolean };

/** Who founded an enterprise or invested in it, and what it holds itself. */
export function OrganisationStakes(subject: OrganisationSubject) {
  return (
    <WhileRead>
      <StakesInAndOf {...subject} />
    </WhileRead>
  );
}

/** The record stays to be read while its stakes are fetched. */
function WhileRead({ children }: { readonly children: ReactNode }) {
  const waiting = (
    <div aria-busy>
      <PageSkeleton lines={3} />
    </div>
  );
  return <Suspense fallback={waiting}>{children}</Suspense>;
}

function StakesInAndOf({ id, name, scopeId, isEnterprise }: OrganisationSubject) {
  const t = useTexts(stakesTexts);
  const { items, held, currentBp } = useSuspenseQuery(organisationStakesQuery(id)).data;
  const share = percentText(currentBp);
  return (
    <>
      {isEnterprise && (
        <StakesSection
          title={t("inTitle")}
          text={t("inText")}
          scopeId={scopeId}
          stakes={items}
          names="holder"
          subject={{ enterprise: { id, name } }}
        >
          {currentBp > 10_000 ? (
            <p className={styles["wrong"]}>{t("tooMuch", { share })}</p>
          ) : (
            currentBp > 0 && <p className={styles["quiet"]}>{t("total", { share })}</p>
          )}
        </StakesSection>
      )}
      {(held.length > 0 || isEnterprise) && (
        <HeldSection scopeId={scopeId} stakes={held} subject={{ holder: { id, name }, holderKind: "organisation" }} />
      )}
    </>
  );
}

/** What a person founded or invested in. */
export function PersonStakes(subject: Subject) {
  return (
    <WhileRead>
      <StakesOfPerson {...subject} />
    </WhileRead>
  );
}

function StakesOfPerson({ id, name, scopeId }: Subject) {
  const stakes = useSuspenseQuery(personStakesQuery(id)).data;
  return <HeldSection scopeId={scopeId} stakes={stakes} subject={{ holder: { id, name }, holderKind: "person" }} />;
}

function HeldSection(props: Pick<SectionProps, "scopeId" | "stakes" | "subject">) {
  const t = useTexts(stakesTexts);
  return <StakesSection {...props} title={t("ofTitle")} names="enterprise" />;
}

function HolderName({ stake }: { readonly stake: Stake }) {
  const { scopeId, holderId, holderKind, holderName, holderUnit } = stake;
  const name = formatPerson(holderName, holderUnit);
  if (holderId === null) return <strong>{name}</strong>;
  const address: string = `/p/${scopeId}/${holderKind === "person" ? "people" : "enterprises"}/${holderId}`;
  return <Link to={address}>{name}</Link>;
}

function EnterpriseName({ stake: { scopeId, enterpriseId, enterprise } }: { readonly stake: Stake }) {
  const address: string = `/p/${scopeId}/enterprises/${enterpriseId}`;
  return <Link to={address}>{enterprise}</Link>;
}

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly scopeId: string | null;
  readonly stakes: readonly Stake[];
  /** Which of the two the page is not about. */
  readonly names: "holder" | "enterprise";
  readonly subject: StakeSubject;
  readonly children?: ReactNode;
}

function StakesSection({ title, text, scopeId, stakes, names, subject, children }: SectionProps) {
  const t = useTexts(stakesTexts);
  const act = useAct();
  const may = useMay(scopeId ?? undefined);
  const mayWrite = scopeId !== null && may("directory.write");
  const [open, setOpen] = useState<StakeSubject | null>(null);
  const remove = (stake: Stake) =>
    void act({
      work: async () =>
        api.post("/api/stakes/{stakeId}/remove", { params: { path: { stakeId: stake.id }, header: ifMatch(stake) } }),
      done: t("removed", { holder: stake.holderName, enterprise: stake.enterprise }),
      undo: async (gone) =>
        api.post("/api/stakes/{stakeId}/restore", { params: { path: { stakeId: gone.id }, header: ifMatch(gone) } }),
      changes: [STAKES_KEY],
    });
  return (
    <section className={styles["part"]}>
      <header>
        <h2>{title}</h2>
        {mayWrite && <Button onClick={() => setOpen(subject)}>{t("add")}</Button>}
      </header>
      {text !== undefined && <p className={styles["quiet"]}>{text}</p>}
      {stakes.length === 0 && <p className={styles["quiet"]}>{t("none")}</p>}
      {children}
      <ul className={styles["stakes"]}>
        {stakes.map((stake) => {
          const named = { holder: stake.holderName, enterprise: stake.enterprise };
          return (
            <li key={stake.id} data-ended={!stake.isCurrent || undefined}>
              <div className={styles["line"]}>
                {names === "holder" ? <HolderName stake={stake} /> : <EnterpriseName stake={stake} />} ·{" "}
                <StakeWords stake={stake} />
                <p className={styles["quiet"]}>{t("sourceIs", { source: stake.source })}</p>
              </div>
              {mayWrite && (
                <span className={styles["buttons"]}>
                  <Button size="small" aria-label={t("editOf", named)} onClick={() => setOpen({ stake })}>
                    {t("edit")}
                  </Button>
                  <Button size="small" type="text" aria-label={t("removeOf", named)} onClick={() => remove(stake)}>
                    {t("remove")}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {open !== null && <StakeDialog scopeId={scopeId ?? ""} subject={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function StakeWords({ stake }: { readonly stake: Stake }) {
  const t = useTexts(stakesTexts);
  const { role, shareBp, since, until, isCurrent } = stake;
  const words = [
    t(`role.${role}`),
    shareBp !== null && `${percentText(shareBp)}%`,
    since !== null && t("from", { day: since }),
    until !== null && t("ended", { day: until }),
    !isCurrent && until === null && t("notYet"),
  ];
  return <span className={styles["figure"]}>{words.filter((word) => word !== false).join(" · ")}</span>;
}
