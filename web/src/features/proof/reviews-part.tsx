import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { ConflictPart } from "./conflict-part.tsx";
import { type ProofCall, type ReviewTable, reviewsQuery } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

/** Who judges, and for each application what they gave: a column for each reviewer, and how far they are apart. */
export function ReviewsPart({ call }: { readonly call: ProofCall }) {
  const t = useTexts(proofTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const [isNaming, setNaming] = useState(false);
  const table = useQuery(reviewsQuery(call.id)).data;
  if (table === undefined) return null;
  const { reviewers, applications } = table;
  const take = (next: ReviewTable) => queryClient.setQueryData(reviewsQuery(call.id).queryKey, next);
  const remove = async (userId: string, name: string) => {
    const next = await act({
      work: async () =>
        api.delete("/api/proof-calls/{callId}/reviewers/{userId}", { params: { path: { callId: call.id, userId } } }),
      done: t("reviewerOff", { name }),
    });
    if (next !== null) take(next);
  };
  return (
    <section className={styles["part"]}>
      <header className={styles["head"]}>
        <h2>{t("reviews")}</h2>
        {table.mayName && (
          <Button type={reviewers.length === 0 ? "primary" : "default"} onClick={() => setNaming(true)}>
            {t("nameReviewer")}
          </Button>
        )}
      </header>
      {reviewers.length === 0 && <p className={styles["quiet"]}>{t("noReviewers")}</p>}
      <ul className={styles["plain"]}>
        {reviewers.map(({ userId, name, unit, assigned, submitted, conflicts, dueOn }) => (
          <li key={userId}>
            {name} · {unit}{" "}
            <span className={styles["quiet"]}>
              {t("reviewerProgress", { submitted, assigned })}
              {conflicts > 0 && ` · ${t("conflictCount", { count: conflicts })}`}
              {dueOn !== null && ` · ${t("dueBy", { day: dueOn })}`}
            </span>
            {table.mayName && submitted === 0 && (
              <Button type="link" size="small" onClick={() => void remove(userId, name)}>
                {t("takeOff")}
                <span className="visually-hidden"> {name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {reviewers.length > 0 && applications.length > 0 && (
        <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("scores")}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("application")}</th>
                {reviewers.map(({ userId, name }) => (
                  <th key={userId} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col" data-number>
                  {t("mean")}
                </th>
                <th scope="col" data-number>
                  {t("spread")}
                </th>
              </tr>
            </thead>
            <tbody>
              {applications.map(({ id, title, reviews, spread }) => (
                <tr key={id}>
                  <th scope="row">{title}</th>
                  {reviewers.map(({ userId }) => {
                    const review = reviews.find(({ reviewer }) => reviewer.id === userId);
                    return (
                      <td key={userId}>
                        {review?.state === "submitted" && (
                          <details>
                            <summary>{review.total}</summary>
                            <ul className={styles["plain"]}>
                              {review.scores.map(({ key, score, reason }) => (
                                <li key={key}>
                                  {call.criteria.find((each) => each.key === key)?.name} {score} · {reason}
                                </li>
                              ))}
                              {review.comment !== "" && <li>{review.comment}</li>}
                            </ul>
                          </details>
                        )}
                        {review?.state === "open" && <span className={styles["quiet"]}>{t("toJudge")}</span>}
                        {review !== undefined && (
                          <ConflictPart callId={call.id} application={{ id, title }} review={review} onDone={take} />
                        )}
                      </td>
                    );
                  })}
                  <td data-number>{spread === null ? "" : spread.mean}</td>
                  <td data-number>{spread === null || spread.count < 2 ? "" : `${spread.min}–${spread.max}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isNaming && (
        <NameDialog
          call={call}
          onDone={(next) => {
            take(next);
            setNaming(false);
          }}
          onClose={() => setNaming(false)}
        />
      )}
    </section>
  );
}

interface NameDialogProps {
  readonly call: ProofCall;
  readonly onDone: (next: ReviewTable) => void;
  readonly onClose: () => void;
}

function NameDialog({ call, onDone, onClose }: NameDialogProps) {
  const t = useTexts(proofTexts);
  const [userId, setUserId] = useState("");
  const [unit, setUnit] = useState("");
  const [dueOn, setDueOn] = useState("");
  const candidates = useQuery({
    queryKey: ["proof", "candidates", call.id],
    queryFn: async () =>
      (await api.get("/api/proof-calls/{callId}/reviewer-candidates", { params: { path: { callId: call.id } } })).items,
  });
  return (
    <AskDialog
      title={t("nameReviewer")}
      text={t("nameText")}
      okText={t("nameReviewer")}
      isReady={userId !== "" && unit.trim() !== ""}
      onSend={async () =>
        onDone(
          await api.post("/api/proof-calls/{callId}/reviewers", {
            params: { path: { callId: call.id } },
            body: { userId, unit: unit.trim(), dueOn: dueOn === "" ? null : dueOn },
          }),
        )
      }
      onClose={onClose}
    >
      <Field label={t("reviewer")}>
        {(id) => (
          <select
            id={id}
            className={styles["select"]}
            value={userId}
            onChange={({ target }) => setUserId(target.value)}
          >
            <option value="">{t("choose")}</option>
            {(candidates.data ?? []).map((person) => (
              <option key={person.id} value={person.id}>
                {person.name} · {t(`role.${person.role as "expert"}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t("reviewerUnit")} hint={t("reviewerUnitHint")}>
        {(id) => <Input id={id} value={unit} onChange={({ target }) => setUnit(target.value)} />}
      </Field>
      <Field label={t("scoresDue")}>
        {(id) => <Input id={id} type="date" value={dueOn} onChange={({ target }) => setDueOn(target.value)} />}
      </Field>
    </AskDialog>
  );
}
