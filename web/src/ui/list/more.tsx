import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./list.module.css";
import { listTexts } from "./texts.ts";

export interface MoreProps {
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}

/** The end of what is shown: coming near it brings the next rows, and the button does for those who do not scroll. */
export function More({ hasMore, isLoadingMore, onMore }: MoreProps) {
  const t = useTexts(listTexts);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = end;
    if (current === null || !hasMore) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onMore(), {
      rootMargin: "600px",
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [hasMore, onMore]);
  if (!hasMore) return null;
  return (
    <div ref={end} className={styles["more"]}>
      <Button onClick={onMore} loading={isLoadingMore}>
        {t(isLoadingMore ? "loading" : "more")}
      </Button>
    </div>
  );
}
