import { CloseOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef, Select } from "antd";
import { memo, type Ref, type RefObject, useEffect, useRef, useState } from "react";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { RunNeed } from "../data.ts";
import { BAND_LABELS, OUTCOME_LABELS } from "../labels.ts";
import type { Go } from "./address.ts";
import type { NeedFilters } from "./need-filters.ts";
import styles from "./run.module.css";
import { BandMark } from "./score-bar.tsx";
import { runTexts } from "./texts.ts";

/** Pixels of a row; all are alike, so that only those in sight are drawn. */
const ROW = 64;
const OVERSCAN = 6;

interface NeedListProps {
  readonly needs: readonly RunNeed[];
  readonly total: number | undefined;
  readonly filters: NeedFilters;
  readonly chosen: string | null;
  readonly isLoading: boolean;
  readonly go: Go;
  readonly onChoose: (needId: string) => void;
  readonly onEnd: () => void;
  readonly searchBox: Ref<InputRef>;
}

export function NeedList(props: NeedListProps) {
  const { needs, total, filters, chosen, isLoading, go, onChoose, onEnd, searchBox } = props;
  const t = useTexts(runTexts);
  const frame = useRef<HTMLDivElement>(null);
  const { first, last } = useWindow(frame, needs.length);
  const at = needs.findIndex(({ id }) => id === chosen);
  const isSet = filters.search !== "" || filters.outcome !== "" || filters.band !== "" || filters.undecided;

  useEffect(() => {
    const { current } = frame;
    if (current === null || at === -1) return;
    const top = at * ROW;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + ROW > current.scrollTop + current.clientHeight) current.scrollTop = top + ROW - current.clientHeight;
  }, [at]);
  useEffect(() => {
    if (last >= needs.length - OVERSCAN) onEnd();
  }, [last, needs.length, onEnd]);

  return (
    <section className={styles["needs"]} aria-label={t("needs")}>
      <NeedSearch value={filters.search} searchBox={searchBox} go={go} />
      <NeedFilterChips filters={filters} go={go} />
      <div className={styles["needCount"]}>
        <span role="status">{total !== undefined && t("needCount", { count: total })}</span>
        {isSet && (
          <Button
            type="link"
            size="small"
            onClick={() => go({ filters: { search: "", outcome: "", band: "", undecided: false } })}
          >
            {t("clearFilters")}
          </Button>
        )}
        <Select
          size="small"
          variant="borderless"
          className={styles["sort"] ?? ""}
          popupMatchSelectWidth={false}
          aria-label={t("sortBy")}
          value={filters.sort}
          onChange={(sort) => go({ filters: { sort } })}
          options={[
            { value: "", label: t("sortPosition") },
            { value: "band", label: t("sortBand") },
            { value: "-undecided", label: t("sortUndecided") },
            { value: "enterprise", label: t("sortEnterprise") },
          ]}
        />
      </div>
      {needs.length === 0 && !isLoading ? (
        <div className={styles["needsEmpty"]}>
          <strong>{t("noNeeds")}</strong>
          <p>{t("noNeedsText")}</p>
        </div>
      ) : (
        <div ref={frame} className={styles["needFrame"]} tabIndex={0} role="group" aria-label={t("needs")}>
          <ol style={{ height: needs.length * ROW }}>
            {needs.slice(first, last).map((need, index) => (
              <NeedRow
                key={need.id}
                need={need}
                top={(first + index) * ROW}
                at={first + index}
                of={total ?? needs.length}
                isChosen={need.id === chosen}
                onChoose={onChoose}
              />
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

/** Which rows are in sight, and some before and after. */
function useWindow(frame: RefObject<HTMLDivElement | null>, count: number): { first: number; last: number } {
  const [range, setRange] = useState({ first: 0, last: 30 });
  useEffect(() => {
    const { current } = frame;
    if (current === null || count === 0) return undefined;
    const measure = () => {
      const first = Math.max(0, Math.floor(current.scrollTop / ROW) - OVERSCAN);
      const last = Math.ceil((current.scrollTop + current.clientHeight) / ROW) + OVERSCAN;
      setRange((known) => (known.first === first && known.last === last ? known : { first, last }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    current.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      current.removeEventListener("scroll", measure);
    };
  }, [frame, count]);
  return { first: Math.min(range.first, Math.max(0, count - 1)), last: Math.min(range.last, count) };
}

interface NeedRowProps {
  readonly need: RunNeed;
  readonly top: number;
  readonly at: number;
  readonly of: number;
  readonly isChosen: boolean;
  readonly onChoose: (needId: string) => void;
}

const NeedRow = memo(function NeedRow({ need, top, at, of, isChosen, onChoose }: NeedRowProps) {
  const pick = usePick();
  return (
    <li style={{ top }} aria-setsize={of} aria-posinset={at + 1}>
      <button
        type="button"
        className={styles["need"]}
        data-chosen={isChosen || undefined}
        aria-current={isChosen || undefined}
        onClick={() => onChoose(need.id)}
      >
        <span className={styles["needTitle"]}>{need.title}</span>
        {need.outcome === "matched" ? (
          <BandMark band={need.bestBand} />
        ) : (
          <span className={styles["needOutcome"]}>{pick(OUTCOME_LABELS[need.outcome])}</span>
        )}
        <span className={styles["needFacts"]}>
          <span>{need.number}</span> {need.enterprise}
        </span>
        <Ticks need={need} />
      </button>
    </li>
  );
});

/** One dot per partner: filled when accepted, crossed when refused, half when left for later, empty when undecided. */
function Ticks({ need }: { need: RunNeed }) {
  const t = useTexts(runTexts);
  const { accepted, refused, postponed, undecided } = need;
  if (accepted + refused + postponed + undecided === 0) return <span />;
  const kinds = [
    ...Array.from({ length: accepted }, () => "accepted"),
    ...Array.from({ length: refused }, () => "refused"),
    ...Array.from({ length: postponed }, () => "postponed"),
    ...Array.from({ length: undecided }, () => "none"),
  ];
  return (
    <span className={styles["ticks"]}>
      <span className="visually-hidden">{t("ticks", { accepted, refused, postponed, undecided })}</span>
      {kinds.slice(0, 10).map((kind, at) => (
        <i key={at} data-decision={kind} aria-hidden />
      ))}
    </span>
  );
}

const TYPING_PAUSE_MS = 250;

function NeedSearch({ value, searchBox, go }: { value: string; searchBox: Ref<InputRef>; go: Go }) {
  const t = useTexts(runTexts);
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  // Back and forward change the address under the box.
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(typed.trim());
      go({ filters: { search: typed.trim() } }, true);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, go]);
  return (
    <Input
      ref={searchBox}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      suffix={
        <kbd className={styles["key"]} aria-hidden>
          /
        </kbd>
      }
      aria-label={`${t("keySearch")}: ${t("searchNeeds")}`}
      aria-keyshortcuts="/"
      placeholder={t("searchNeeds")}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape" || (event.key === "Enter" && !event.nativeEvent.isComposing))
          event.currentTarget.blur();
      }}
    />
  );
}

const BANDS = ["strong", "possible", "weak"] as const;
const OUTCOMES = ["to_clarify", "unmatched"] as const;

/** Filters of one press each: what is pressed holds, pressing it again lets go. Values of one kind add up. */
function NeedFilterChips({ filters, go }: { filters: NeedFilters; go: Go }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const chip = (key: string, label: string, isOn: boolean, onPress: () => void) => (
    <button key={key} type="button" className={styles["chip"]} aria-pressed={isOn} onClick={onPress}>
      {label}
      {isOn && <CloseOutlined aria-hidden />}
    </button>
  );
  const bands = filters.band === "" ? [] : filters.band.split(",");
  const outcomes = filters.outcome === "" ? [] : filters.outcome.split(",");
  return (
    <div className={styles["chips"]} role="group" aria-label={t("filters")}>
      {chip("undecided", t("undecidedOnly"), filters.undecided, () =>
        go({ filters: { undecided: !filters.undecided } }),
      )}
      {BANDS.map((band) =>
        chip(band, pick(BAND_LABELS[band]), bands.includes(band), () =>
          go({ filters: { band: toggled(bands, band) } }),
        ),
      )}
      {OUTCOMES.map((outcome) =>
        chip(outcome, pick(OUTCOME_LABELS[outcome]), outcomes.includes(outcome), () =>
          go({ filters: { outcome: toggled(outcomes, outcome) } }),
        ),
      )}
    </div>
  );
}

function toggled(values: readonly string[], value: string): string {
  return (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]).join(",");
}
