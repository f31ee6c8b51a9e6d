import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Modal } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { type MeetingDay, meetingsOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";
import { useChangeDay } from "./use-change-day.ts";

const OPEN = "to_contact,contacted,in_talks";
const PAGE_SIZE = 50;

interface LinesDialogProps {
  readonly day: MeetingDay;
  readonly onClose: () => void;
}

/** Which accepted matches are met on the day: chosen one by one, or all that are open. */
export function LinesDialog({ day, onClose }: LinesDialogProps) {
  const t = useTexts(meetingDayTexts);
  const change = useChangeDay(day.id);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const words = useDeferredValue(search.trim());
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isSuccess } = useInfiniteQuery({
    queryKey: ["ledger", day.scopeId, "to-meet", words],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        state: OPEN,
        limit: PAGE_SIZE,
        withTotal: "true" as const,
        ...(words === "" ? {} : { search: words }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return api.get("/api/scopes/{scopeId}/ledger", { params: { path: { scopeId: day.scopeId }, query }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
  const inDay = new Set(meetingsOf(day).map(({ lineId }) => lineId));
  const lines = (data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id }) => !inDay.has(id));
  const areAllChosen = lines.length > 0 && lines.every(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const add = async (lineIds: readonly string[] | null) => {
    const body = { lineIds: lineIds === null ? null : [...lineIds] };
    const next = await change({
      work: async () => api.post("/api/meeting-days/{dayId}/lines", { params: { path: { dayId: day.id } }, body }),
      done: (now) => t("addedLines", { count: now.meetings.length - day.meetings.length }),
    });
    if (next !== null) onClose();
  };
  return (
    <Modal open title={t("addLines")} width={720} footer={null} onCancel={onClose}>
      <div className={styles["form"]}>
        <Input
          allowClear
          aria-label={t("searchLines")}
          placeholder={t("searchLines")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {isSuccess && lines.length === 0 && <p className={styles["quiet"]}>{t("noLines")}</p>}
        {lines.length > 0 && (
          <Checkbox
            checked={areAllChosen}
            indeterminate={!areAllChosen && lines.some(({ id }) => chosen.has(id))}
            onChange={(event) =>
              choose(
                lines.map(({ id }) => id),
                event.target.checked,
              )
            }
          >
            {t("chooseShown", { count: lines.length })}
          </Checkbox>
        )}
        <ul className={styles["lines"]}>
          {lines.map(({ id, number, enterprise, needTitle, partnerName, partnerUnit, state }) => (
            <li key={id}>
              <Checkbox checked={chosen.has(id)} onChange={(event) => choose([id], event.target.checked)}>
                <strong>
                  {enterprise} × {partnerName}
                </strong>
                <small>
                  {`${number} · ${needTitle} · ${partnerUnit === "" ? "" : `${partnerUnit} · `}${t(`line.${lineState(state)}`)}`}
                </small>
              </Checkbox>
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("moreLines")}
          </Button>
        )}
        <div className={styles["buttons"]}>
          <Button type="primary" disabled={chosen.size === 0} onClick={() => void add([...chosen])}>
            {t("addChosen", { count: chosen.size })}
          </Button>
          <Button onClick={() => void add(null)}>{t("addAllLines")}</Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </div>
    </Modal>
  );
}

function lineState(state: string): "to_contact" | "contacted" | "in_talks" {
  return state === "contacted" || state === "in_talks" ? state : "to_contact";
}
