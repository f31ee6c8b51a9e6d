import type { Schemas } from "@dual-high/client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant, formatSince } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import styles from "./inbox.module.css";
import { inboxQuery, unreadQuery } from "./queries.ts";
import { inboxTexts } from "./texts.ts";

type InboxItem = Schemas["InboxItem"];

/** As many as are marked by their ids at once. */
const MOST_MARKED = 200;

export function InboxPage() {
  const t = useTexts(inboxTexts);
  const act = useAct();
  const mark = useMark();
  const { data, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(inboxQuery);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const unread = data?.pages.at(-1)?.unread ?? 0;
  const markAll = async () => {
    const ids = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
    // Only what is on the page can be told from what was read before.
    const canUndo = ids.length === unread && ids.length <= MOST_MARKED;
    await act({
      work: async () => mark({ isRead: true }),
      done: t("allRead"),
      ...(canUndo ? { undo: async () => mark({ ids, isRead: false }) } : {}),
    });
  };
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      isColumn
      actions={unread > 0 && <Button onClick={() => void markAll()}>{t("markAll")}</Button>}
    >
      {data === undefined && !isError && <PageSkeleton />}
      {data === undefined && isError && (
        <div role="alert">
          <p>{t("failed")}</p>
          <Button onClick={() => void refetch()}>{t("retry")}</Button>
        </div>
      )}
      {data !== undefined && items.length === 0 && (
        <>
          <p>{t("none")}</p>
          <p className={styles["soft"]}>{t("noneText")}</p>
        </>
      )}
      {unread > 0 && (
        <p className={styles["soft"]} role="status">
          {t("unread", { count: unread })}
        </p>
      )}
      {items.length > 0 && (
        <ol className={styles["messages"]}>
          {items.map((item) => (
            <Message
              key={item.id}
              item={item}
              onMark={(isRead) => void act({ work: async () => mark({ ids: [item.id], isRead }) })}
            />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function Message({ item, onMark }: { item: InboxItem; onMark: (isRead: boolean) => void }) {
  const t = useTexts(inboxTexts);
  const pick = usePick();
  const language = useLanguage();
  const isUnread = item.readAt === null;
  const action = t(isUnread ? "markRead" : "markUnread");
  return (
    <li data-unread={isUnread || undefined}>
      <div>
        <PathLink to={item.path} onOpen={() => isUnread && onMark(true)}>
          {pick(item.title)}
        </PathLink>
        <small>
          {isUnread && <b>{t("new")} · </b>}
          <time dateTime={item.occurredAt} title={formatInstant(item.occurredAt)}>
            {formatSince(item.occurredAt, language)}
          </time>
        </small>
      </div>
      <Button size="small" aria-label={`${action}: ${pick(item.title)}`} onClick={() => onMark(isUnread)}>
        {action}
      </Button>
    </li>
  );
}

/** What is marked stays where it is until the page is opened again: the list does not jump beneath the hand. */
function useMark(): (body: Schemas["InboxMark"]) => Promise<void> {
  const queryClient = useQueryClient();
  return async (body) => {
    const { unread } = await api.post("/api/me/inbox/marks", { body });
    const readAt = body.isRead ? new Date().toISOString() : null;
    queryClient.setQueryData(unreadQuery.queryKey, unread);
    queryClient.setQueryData(inboxQuery.queryKey, (data) =>
      data === undefined
        ? undefined
        : {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              unread,
              items: page.items.map((item) =>
                body.ids === undefined || body.ids.includes(item.id) ? { ...item, readAt } : item,
              ),
            })),
          },
    );
  };
}
