import { Link } from "@tanstack/react-router";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { directoryTexts } from "./texts.ts";

const PARTS = ["achievements", "teams", "people", "enterprises", "chains", "duplicates"] as const;

/** The parts of a pair's directory, one beside the other. */
export function DirectoryTabs() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  return (
    <SectionTabs label={t("sections")}>
      {PARTS.map((part) => (
        <Link key={part} to={`/p/$scopeId/${part}`} params={{ scopeId }} activeOptions={{ includeSearch: false }}>
          {t(part)}
        </Link>
      ))}
    </SectionTabs>
  );
}
