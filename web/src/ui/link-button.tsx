import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "./link-button.module.css";

interface LinkButtonProps {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly isPrimary?: boolean;
  readonly children: ReactNode;
}

/** A link that stands among buttons: it leads somewhere, so it can be opened in another tab. */
export function LinkButton({ to, search, isPrimary = false, children }: LinkButtonProps) {
  return (
    <Link to={to} search={search as never} className={styles["button"] ?? ""} data-primary={isPrimary || undefined}>
      {children}
    </Link>
  );
}
