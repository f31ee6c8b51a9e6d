import { Link, useRouter } from "@tanstack/react-router";
import { Button, type ButtonProps } from "antd";
import type { ReactNode } from "react";

interface PathLinkProps {
  /** An address as text, with its query: what the server or another page made of it. */
  readonly to: string;
  readonly label?: string;
  readonly children: ReactNode;
}

export function PathLink({ to, label, onOpen, children }: PathLinkProps & { readonly onOpen?: () => void }) {
  const [path = "", query = ""] = to.split("?");
  const search = Object.fromEntries(new URLSearchParams(query));
  return (
    <Link to={path} search={search as never} aria-label={label} onClick={onOpen}>
      {children}
    </Link>
  );
}

/** A button that leads somewhere: a link to whoever opens it in another window. */
export function LinkButton({ to, label, children, ...button }: PathLinkProps & Pick<ButtonProps, "size" | "type">) {
  const router = useRouter();
  return (
    <Button
      {...button}
      href={to}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void router.navigate({ href: to });
      }}
    >
      {children}
    </Button>
  );
}
