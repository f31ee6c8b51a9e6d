import { useQueryClient, useSuspenseQueries, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Radio } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { whole } from "../whole.ts";
import { askedNeedsOf, challengeQuery, isPosable, MODES, needQuery, posableNeedsQuery } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/challenges/new");

/** The needs that somebody wants to present, by the address. */
function useAskedNeeds() {
  const search = useSearch({ strict: false }) as { readonly needs?: string };
  return useSuspenseQueries({ queries: askedNeedsOf(search).map(needQuery) }).map(({ data }) => data);
}

/** From one need or several to a draft of a challenge. */
export function NewChallengePage() {
  const t = useTexts(noticeTexts);
  const { scopeId } = route.useParams();
  const asked = useAskedNeeds();
  const posable = useSuspenseQuery(posableNeedsQuery(scopeId)).data;
  // The list ends somewhere; what somebody came with is there all the same.
  const more = asked.filter((need) => isPosable(need) && posable.every(({ id }) => id !== need.id));
  const needs = [...more, ...posable];
  const unfit = asked.filter((need) => !isPosable(need));
  const [chosen, setChosen] = useState<readonly string[]>(asked.filter(isPosable).map(({ id }) => id));
  const [mode, setMode] = useState<(typeof MODES)[number]>("negotiated");
  const act = useAct();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const make = async () => {
    const made = await act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/challenges", {
          params: { path: { scopeId } },
          body: { needIds: [...chosen], mode },
        }),
      done: ({ code }) => t("made", { code }),
      changes: [["challenges", scopeId]],
    });
    if (made === null) return;
    queryClient.setQueryData(challengeQuery(made.id).queryKey, whole(made));
    void navigate({ to: "/p/$scopeId/challenges/$challengeId/edit", params: { scopeId, challengeId: made.id } });
  };
  return (
    <Page title={t("newTitle")} purpose={t("newPurpose")} isColumn>
      <fieldset className={styles["choice"]}>
        <legend>{t("chooseNeeds")}</legend>
        {unfit.length > 0 && (
          <p role="status">
            {t("unfitNeeds", { count: unfit.length, names: unfit.map(({ title }) => title).join(t("comma")) })}
          </p>
        )}
        {needs.length === 0 && <p className={styles["quiet"]}>{t("noNeeds")}</p>}
        {needs.map(({ id, number, title, enterprise }) => (
          <Checkbox
            key={id}
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              setChosen((before) => (target.checked ? [...before, id] : before.filter((each) => each !== id)))
            }
          >
            {title} <span className={styles["quiet"]}>{[enterprise, number].filter(Boolean).join(" · ")}</span>
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className={styles["choice"]}>
        <legend>{t("chooseMode")}</legend>
        <Radio.Group value={mode} onChange={({ target }) => setMode(target.value as typeof mode)}>
          {MODES.map((each) => (
            <Radio key={each} value={each}>
              {t(`mode.${each}`)} <span className={styles["quiet"]}>{t(`modeText.${each}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <Button type="primary" disabled={chosen.length === 0} onClick={() => void make()}>
        {t("makeDraft")}
      </Button>
    </Page>
  );
}
