import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { ApiProblem } from "@dual-high/client";
import { usePreference } from "../../data/preferences.ts";
import { formatCount } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { PageSkeleton } from "../skeleton.tsx";
import { useIsPhone } from "../use-is-phone.ts";
import { ColumnsMenu } from "./columns-menu.tsx";
import { type ColumnWishes, placeColumns } from "./columns.ts";
import { CopyButton, ExportMenu } from "./export-menu.tsx";
import { ListCards } from "./list-cards.tsx";
import { readState, useListState, writeState } from "./list-state.ts";
import { ListTable } from "./list-table.tsx";
import styles from "./list.module.css";
import { listTexts } from "./texts.ts";
import { More } from "./more.tsx";
import { SortSelect } from "./sort-select.tsx";
import { ListToolbar } from "./toolbar.tsx";
import { ViewsMenu } from "./views-menu.tsx";
import type { Filter, ListProps, ListQuery } from "./types.ts";

const PAGE_SIZE = 100;
const NO_FILTERS: readonly Filter[] = [];

/** The one list of the product: a real table on a desk, cards in the hand, its whole state in the address. */
export function List<Row>(props: ListProps<Row>) {
  const { queryKey, fetchPage, rowKey, columns, filters = NO_FILTERS, defaultSort = "", empty } = props;
  const t = useTexts(listTexts);
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const { state, change } = useListState(filters, defaultSort);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const [wishes, setWishes] = usePreference<ColumnWishes>(`list:${props.name}`);
  const placed = useMemo(() => placeColumns(columns, wishes ?? {}), [columns, wishes]);
  const shownColumns = useMemo(() => placed.filter(({ isShown }) => isShown).map(({ column }) => column), [placed]);
  const widths = useMemo(() => new Map(placed.map(({ column, width }) => [column.key, width])), [placed]);

  const asked = useMemo(() => {
    const { sort, ...rest } = writeState(state, filters, "");
    const query = { ...rest, sort: state.sort || sort };
    return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >;
  }, [state, filters]);

  const pages = useInfiniteQuery({
    queryKey: [...queryKey, "list", asked],
    queryFn: async ({ pageParam, signal }) => {
      const paging = pageParam === null ? { withTotal: true } : { cursor: pageParam };
      return fetchPage({ ...asked, ...paging, limit: PAGE_SIZE } as unknown as ListQuery, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.total;
  const isFiltered = state.search !== "" || Object.keys(state.filters).length > 0;

  const open = (row: Row) => {
    if (props.onOpen !== undefined) props.onOpen(row);
    else if (props.addressOf !== undefined) void navigate({ to: props.addressOf(row) });
  };
  const { as: shownAs } = useSearch({ strict: false }) as { readonly as?: string };
  const isPicture = props.renderPicture !== undefined && shownAs !== "table";
  const canOpen = props.onOpen !== undefined || props.addressOf !== undefined;
  const shared = {
    ...props,
    columns: shownColumns,
    rows,
    onOpen: canOpen ? open : undefined,
    chosen,
    onChoose: setChosen,
  };
  const counted = () => {
    if (total !== undefined && total <= rows.length) return t("total", { total: formatCount(total) });
    if (total !== undefined) return t("shown", { shown: formatCount(rows.length), total: formatCount(total) });
    if (!pages.hasNextPage) return t("total", { total: formatCount(rows.length) });
    return t("shownOnly", { shown: formatCount(rows.length) });
  };

  let body = <PageSkeleton lines={8} />;
  if (pages.error !== null) {
    body = (
      <div className={styles["empty"]} role="alert">
        <h2>{t("failed")}</h2>
        <p>{pages.error instanceof ApiProblem ? pages.error.detail : pages.error.message}</p>
        <Button onClick={() => void pages.refetch()}>{t("retry")}</Button>
      </div>
    );
  } else if (pages.data !== undefined && rows.length === 0) {
    body = isFiltered ? (
      <div className={styles["empty"]}>
        <h2>{t("noMatch")}</h2>
        <p>{t("noMatchText")}</p>
        <Button onClick={() => change({ search: "", filters: {} })}>{t("clear")}</Button>
      </div>
    ) : (
      <div className={styles["empty"]}>
        <h2>{empty.title}</h2>
        <p>{empty.text}</p>
        {empty.action}
      </div>
    );
  } else if (pages.data !== undefined) {
    const more = {
      hasMore: pages.hasNextPage,
      isLoadingMore: pages.isFetchingNextPage,
      onMore: () => {
        if (!pages.isFetching) void pages.fetchNextPage();
      },
    };
    body = isPicture ? (
      <>
        {props.renderPicture?.(rows)}
        <More {...more} />
      </>
    ) : isPhone ? (
      <ListCards {...shared} {...more} />
    ) : (
      <ListTable
        {...shared}
        {...more}
        widths={widths}
        onWidth={(key, width) => setWishes({ ...wishes, widths: { ...wishes?.widths, [key]: width } })}
        sort={state.sort}
        onSort={(sort) => change({ sort })}
      />
    );
  }
  const chosenRows = rows.filter((row) => chosen.has(rowKey(row)));
  return (
    <div className={styles["list"]} aria-busy={pages.isFetching}>
      <ListToolbar
        filters={filters}
        state={state}
        onChange={change}
        searchHint={props.searchHint}
        count={pages.data === undefined ? "" : counted()}
      >
        {props.viewsIn !== undefined && (
          <ViewsMenu
            scopeId={props.viewsIn}
            list={props.name}
            current={{ address: asked, columns: wishes }}
            onChoose={(view) => {
              change(readState(view.address, filters, defaultSort));
              if (view.columns !== null) setWishes(view.columns);
            }}
          />
        )}
        {props.renderPicture !== undefined && (
          <Segmented
            aria-label={t("shownAs")}
            value={isPicture ? "picture" : "table"}
            options={[
              { value: "picture", label: t("picture") },
              { value: "table", label: t("table") },
            ]}
            onChange={(value) => {
              const as = value === "table" ? value : undefined;
              void navigate({ to: ".", search: ((previous: object) => ({ ...previous, as })) as never });
            }}
          />
        )}
        {isPicture && <SortSelect columns={columns} sort={state.sort} onSort={(sort) => change({ sort })} />}
        {!isPhone && !isPicture && <ColumnsMenu placed={placed} wishes={wishes ?? {}} onChange={setWishes} />}
        <ExportMenu
          rows={rows}
          columns={shownColumns}
          isArranged={wishes !== null}
          exportAddress={props.exportAddress}
          query={asked}
        />
      </ListToolbar>
      {chosenRows.length > 0 && props.renderSelection !== undefined && (
        <div className={styles["chosen"]} role="status">
          <span>{t("chosen", { count: chosenRows.length })}</span>
          <CopyButton rows={chosenRows} columns={shownColumns} />
          {props.renderSelection(chosenRows, () => setChosen(new Set()))}
          <Button type="link" size="small" onClick={() => setChosen(new Set())}>
            {t("unchoose")}
          </Button>
        </div>
      )}
      {body}
    </div>
  );
}
