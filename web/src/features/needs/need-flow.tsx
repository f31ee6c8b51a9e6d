import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import { flowOf, type NeedRevision, type NeedState } from "./rules.ts";
import { needsTexts } from "./texts.ts";

interface NeedFlowProps {
  readonly state: NeedState;
  readonly history: readonly NeedRevision[];
}

/** The way of a need from left to right, with the day on which it came to each step and who took it there. */
export function NeedFlow({ state, history }: NeedFlowProps) {
  const t = useTexts(needsTexts);
  const visited = new Set<NeedState>(
    history.flatMap(({ fromState, toState }) => (fromState === null ? [toState] : [fromState, toState])),
  );
  // The newest revision comes first; the day of the last arrival counts.
  const arrived = (step: NeedState) => history.find((each) => each.toState === step && each.fromState !== step);
  return (
    // A phone is narrower than the way is long.
    <ol className={styles["flow"]} aria-label={t("flow")} tabIndex={0}>
      {flowOf(state, visited).map((step) => {
        const arrival = step.place === "ahead" ? undefined : arrived(step.state);
        return (
          <li
            key={step.state}
            data-place={step.place}
            data-state={step.state}
            aria-current={step.place === "now" ? "step" : undefined}
          >
            <b>{t(`state.${step.state}`)}</b>
            <small>{arrival === undefined ? "" : formatDay(arrival.at)}</small>
            <small>{arrival?.actorName}</small>
          </li>
        );
      })}
    </ol>
  );
}
