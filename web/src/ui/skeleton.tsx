import styles from "./skeleton.module.css";

/** The shape of what is coming. It stays unseen for the first 300 ms, so that what is quick does not flash. */
export function PageSkeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className={styles["skeleton"]} aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} style={{ width: `${[38, 92, 84, 96, 71, 88][index % 6]}%` }} />
      ))}
    </div>
  );
}
