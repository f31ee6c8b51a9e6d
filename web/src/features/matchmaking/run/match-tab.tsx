import { ArrowLeftOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, type InputRef } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { type Candidate, type Decision, type MatchRun, type RunNeed, runNeedQuery, runNeedsQuery } from "../data.ts";
import { DECISION_LABELS, type DecisionKind, OUTCOME_LABELS, REASON_LABELS, type RefusalReason } from "../labels.ts";
import { OutreachDialog, type OutreachSubject } from "../outreach/outreach-dialog.tsx";
import { useToast } from "../shared/use-toast.tsx";
import type { Go } from "./address.ts";
import type { RunAddress } from "./address-text.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { isForTyping, stepFrom, wishOf } from "./keys.ts";
import { NeedList } from "./need-list.tsx";
import { Instruments, NeedText, NoPartners } from "./need-view.tsx";
import { Meanwhile, PartnerCard } from "./partner-card.tsx";
import { LitPhrases } from "./phrase.tsx";
import { RefuseForm } from "./refuse-form.tsx";
import styles from "./run.module.css";
import { runTexts } from "./texts.ts";
import { useDecide, type Wish } from "./use-decide.ts";
import { WhyNot } from "./why-not.tsx";

interface MatchTabProps {
  readonly run: MatchRun;
  readonly address: RunAddress;
  readonly go: Go;
  readonly onHelp: () => void;
  readonly onExport: () => void;
}

interface Clash {
  readonly candidateId: string;
  readonly theirs: Decision;
  readonly wish: Wish;
}

/** Needs at the left, who fits at the right: the whole of it by keyboard, and step by step on a phone. */
export function MatchTab({ run, address, go, onHelp, onExport }: MatchTabProps) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const toast = useToast();
  const isPhone = useIsPhone();
  const queryClient = useQueryClient();
  const scopeId = useScopeId();
  const mayDecide = useMay(scopeId)("match.decide");
  const searchBox = useRef<InputRef>(null);
  const [said, setSaid] = useState("");
  const [refusing, setRefusing] = useState<string | null>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [reaching, setReaching] = useState<OutreachSubject | null>(null);
  const [byKey, setByKey] = useState(false);
  const split = useHeightBelow();
  const { decide, undo } = useDecide(run.id);

  const pages = useInfiniteQuery(runNeedsQuery(run.id, address.filters));
  const needs = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.total;
  const needId = address.need ?? (isPhone ? null : (needs[0]?.id ?? null));
  const detail = useQuery({ ...runNeedQuery(run.id, needId ?? ""), enabled: needId !== null });
  const need = needId === null ? undefined : detail.data;
  const suggestions = need?.suggestions ?? [];
  const partner: Candidate | null =
    suggestions.find(({ id }) => id === address.partner) ?? (isPhone ? null : (suggestions[0] ?? null));
  const at = needs.findIndex(({ id }) => id === needId);

  // The next need is read while this one is looked at.
  useEffect(() => {
    const next = needs[at + 1];
    if (next !== undefined) void queryClient.prefetchQuery(runNeedQuery(run.id, next.id));
  }, [at, needs, queryClient, run.id]);

  // A step begins at its top.
  const shownStep = `${needId ?? ""} ${isPhone ? (partner?.id ?? "") : ""}`;
  useEffect(() => {
    if (isPhone && shownStep !== " ") scrollTo(0, 0);
  }, [isPhone, shownStep]);

  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const chooseNeed = useCallback(
    (id: string, isStep = false) => {
      setRefusing(null);
      setClash(null);
      setByKey(false);
      go({ need: id, partner: null }, isStep);
    },
    [go],
  );
  const choosePartner = useCallback(
    (id: string) => {
      setByKey(false);
      go({ partner: id }, !isPhone);
    },
    [go, isPhone],
  );

  const describe = (row: RunNeed, place: number) =>
    t("atNeed", {
      at: place + 1,
      of: total ?? needs.length,
      title: row.title,
      outcome: pick(OUTCOME_LABELS[row.outcome]),
      candidates: row.candidates,
    });

  const step = (by: 1 | -1) => {
    const to = stepFrom(at, by, needs.length);
    const row = needs[to];
    if (row === undefined || to === at) return;
    chooseNeed(row.id, address.need !== null);
    setSaid(describe(row, to));
  };

  const tell = (text: string, canUndo: boolean) => {
    setSaid(text);
    toast({ text, ...(canUndo ? { undo: { run: () => void takeBackLast(), key: "U" } } : {}) });
  };
  const complain = (detailText: string) => {
    const text = t("notSaved", { detail: detailText });
    setSaid(text);
    toast({ text, isAlarm: true });
  };

  const sayDecision = (name: string, kind: DecisionKind, reason: RefusalReason | null) => {
    if (kind === "accepted") return t("saidAccepted", { name });
    if (kind === "postponed") return t("saidPostponed", { name });
    if (kind === "none") return t("saidNone", { name });
    return t("saidRefused", { name, reason: reason === null ? "" : pick(REASON_LABELS[reason]) });
  };

  const settle = async (candidate: Candidate, wish: Wish): Promise<boolean> => {
    if (needId === null) return false;
    setClash(null);
    setBusy(candidate.id);
    try {
      const outcome = await decide(needId, candidate, wish);
      if (outcome.kind === "done") {
        setRefusing(null);
        tell(sayDecision(candidate.name, wish.decision, wish.reason), true);
        return true;
      }
      if (outcome.kind === "failed") complain(outcome.detail);
      else {
        setRefusing(null);
        setClash({ candidateId: candidate.id, theirs: outcome.theirs, wish });
      }
      return false;
    } catch {
      complain(t("loadFailed"));
      return false;
    } finally {
      setBusy(null);
    }
  };

  const takeBackLast = async () => {
    const undone = await undo();
    if (undone === null) {
      tell(t("nothingToUndo"), false);
      return;
    }
    const { last, outcome } = undone;
    if (outcome.kind === "done") {
      tell(t("undone", { name: last.candidate.name, decision: pick(DECISION_LABELS[last.before.decision]) }), false);
    } else if (outcome.kind === "failed") complain(outcome.detail);
    else {
      const { decision, reason, comment } = last.before;
      go({ need: last.needId, partner: last.candidate.id }, true);
      setClash({ candidateId: last.candidate.id, theirs: outcome.theirs, wish: { decision, reason, comment } });
    }
  };

  const wish = (candidate: Candidate | null, kind: Exclude<DecisionKind, "none">) => {
    if (!mayDecide) {
      tell(t("mayNotDecide"), false);
      return;
    }
    if (candidate === null) {
      tell(t("noPartnerChosen"), false);
      return;
    }
    if (kind === "refused") {
      setClash(null);
      setRefusing(candidate.id);
    } else if (candidate.decision.decision !== kind) {
      void settle(candidate, { decision: kind, reason: null, comment: "" });
    }
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isForTyping(event.target)) return;
    const asked = wishOf(event);
    if (asked === null) return;
    event.preventDefault();
    if (asked.kind === "need") step(asked.step);
    else if (asked.kind === "partner") {
      const chosen = suggestions[asked.at];
      if (chosen === undefined) return;
      setByKey(true);
      go({ partner: chosen.id, ...(needId === null ? {} : { need: needId }) }, true);
    } else if (asked.kind === "accept") wish(partner, "accepted");
    else if (asked.kind === "refuse") wish(partner, "refused");
    else if (asked.kind === "later") wish(partner, "postponed");
    else if (asked.kind === "undo") void takeBackLast();
    else if (asked.kind === "search") searchBox.current?.focus();
    else if (asked.kind === "help") onHelp();
    else onExport();
  };
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  const cardOf = (candidate: Candidate, place: number) => {
    const isChosen = candidate.id === partner?.id;
    const isClash = clash?.candidateId === candidate.id;
    return (
      <PartnerCard
        key={candidate.id}
        candidate={candidate}
        at={place}
        isChosen={isChosen}
        takesFocus={byKey}
        onChoose={choosePartner}
      >
        {isChosen && isClash && (
          <Meanwhile
            theirs={clash.theirs}
            mine={clash.wish.decision}
            onLeave={() => setClash(null)}
            onInsist={() => void settle(candidate, clash.wish)}
          />
        )}
        {isChosen && refusing === candidate.id && (
          <RefuseForm
            candidateId={candidate.id}
            name={candidate.name}
            isBusy={busy === candidate.id}
            onRefuse={async (reason, comment) => settle(candidate, { decision: "refused", reason, comment })}
            onClose={() => setRefusing(null)}
          />
        )}
        {isChosen && refusing !== candidate.id && !isClash && (
          <DecisionBar
            candidate={candidate}
            runNumber={run.number}
            mayDecide={mayDecide}
            isBusy={busy === candidate.id}
            onWish={(kind) => wish(candidate, kind)}
            onTakeBack={() => void settle(candidate, { decision: "none", reason: null, comment: "" })}
            onReach={() =>
              setReaching({ kind: "candidate", runId: run.id, candidateId: candidate.id, name: candidate.name })
            }
          />
        )}
      </PartnerCard>
    );
  };

  const list = (
    <NeedList
      needs={needs}
      total={total}
      filters={address.filters}
      chosen={needId}
      isLoading={pages.isFetching}
      go={go}
      onChoose={chooseNeed}
      onEnd={onEnd}
      searchBox={searchBox}
    />
  );
  const partners = need !== undefined && (
    <section className={styles["partners"]} aria-label={t("partners")}>
      {suggestions.length > 0 && (
        <p className={styles["partnersHead"]}>
          {t("partnersCount", { count: suggestions.length })}
          <span>
            {t("decidedOf", {
              decided: suggestions.filter(({ decision }) => decision.decision !== "none").length,
              of: suggestions.length,
            })}
          </span>
        </p>
      )}
      {suggestions.length === 0 && <NoPartners need={need} />}
      {suggestions.map(cardOf)}
      <Instruments need={need} />
      <WhyNot key={need.id} runId={run.id} needId={need.id} />
    </section>
  );
  const needText = need !== undefined && (
    <NeedText
      key={need.id}
      need={need}
      partner={partner}
      mayDecide={mayDecide}
      isBrief={isPhone && partner !== null}
      onReach={() => setReaching({ kind: "need", needId: need.id, name: need.title })}
    />
  );
  const right = (
    <>
      {isProblem(detail.error) && (
        <div role="alert" className={styles["loadFailed"]}>
          <strong>{t("loadFailed")}</strong>
          <p>{detail.error.detail}</p>
          <Button onClick={() => void detail.refetch()}>{t("retry")}</Button>
        </div>
      )}
      {needId === null && !isPhone && needs.length === 0 && !pages.isFetching && (
        <p className={styles["chooseNeed"]}>{t("chooseNeed")}</p>
      )}
      {needId !== null && need === undefined && detail.error === null && <PageSkeleton lines={8} />}
      {needText}
      {partners}
    </>
  );
  return (
    <LitPhrases>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      {isPhone ? (
        <div className={styles["phone"]}>
          {needId === null ? (
            list
          ) : (
            <>
              <PhoneSteps
                at={at}
                of={total ?? needs.length}
                isAtPartner={partner !== null}
                onBack={() => (partner === null ? go({ need: null, partner: null }) : go({ partner: null }))}
                onStep={step}
              />
              {partner === null ? (
                right
              ) : (
                <>
                  {needText}
                  {cardOf(partner, suggestions.indexOf(partner))}
                </>
              )}
            </>
          )}
        </div>
      ) : (
        <div ref={split} className={styles["split"]}>
          {list}
          <div className={styles["right"]}>{right}</div>
        </div>
      )}
      {reaching !== null && <OutreachDialog subject={reaching} onClose={() => setReaching(null)} />}
    </LitPhrases>
  );
}

/** Tells an element how far down the page it begins, so that it can take the rest of the window's height. */
function useHeightBelow(): (element: HTMLDivElement | null) => (() => void) | undefined {
  return useCallback((element: HTMLDivElement | null) => {
    if (element === null) return undefined;
    const measure = () => {
      element.style.setProperty("--above", `${element.getBoundingClientRect().top + scrollY}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
}

interface PhoneStepsProps {
  readonly at: number;
  readonly of: number;
  readonly isAtPartner: boolean;
  readonly onBack: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

function PhoneSteps({ at, of, isAtPartner, onBack, onStep }: PhoneStepsProps) {
  const t = useTexts(runTexts);
  return (
    <nav className={styles["steps"]} aria-label={t("needs")}>
      <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
        {t(isAtPartner ? "backToNeed" : "backToNeeds")}
      </Button>
      {!isAtPartner && at >= 0 && (
        <span>
          <Button
            type="text"
            aria-label={t("previousNeed")}
            icon={<LeftOutlined aria-hidden />}
            disabled={at === 0}
            onClick={() => onStep(-1)}
          />
          {t("place", { at: at + 1, of })}
          <Button
            type="text"
            aria-label={t("nextNeed")}
            icon={<RightOutlined aria-hidden />}
            disabled={at + 1 >= of}
            onClick={() => onStep(1)}
          />
        </span>
      )}
    </nav>
  );
}
