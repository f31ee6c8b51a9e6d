import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { isProblem } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { Notice } from "../shared/notice.tsx";
import styles from "./clarify.module.css";
import { clarifyTexts } from "./texts.ts";

interface NeedPagesProps<N> {
  readonly needs: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly N[] }>>;
  readonly purpose: string;
  readonly none: string;
  readonly noneText: string;
  readonly renderNeed: (need: N) => ReactNode;
}

/** Needs of a run that have no partner, page after page. */
export function NeedPages<N>({ needs, purpose, none, noneText, renderNeed }: NeedPagesProps<N>) {
  const t = useTexts(clarifyTexts);
  if (isProblem(needs.error)) return <Notice title={needs.error.detail} isAlarm />;
  if (needs.data === undefined) return <PageSkeleton lines={8} />;
  const items = needs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Notice title={none}>
        <p>{noneText}</p>
      </Notice>
    );
  }
  return (
    <div className={styles["column"]}>
      <p className={styles["purpose"]}>{purpose}</p>
      <ol className={styles["items"]}>{items.map((need) => renderNeed(need))}</ol>
      {needs.hasNextPage && (
        <Button loading={needs.isFetchingNextPage} onClick={() => void needs.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
