import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { formatPerson } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import type { ChainNode, LinkedKind } from "./chain-tree.ts";
import { achievementCalls, organisationCalls, personCalls, teamCalls } from "./kinds.ts";
import { directoryTexts } from "./texts.ts";

type ChainLink = ChainNode["links"][number];

const PLACES: Readonly<Record<LinkedKind, string>> = {
  need: "needs",
  organisation: "enterprises",
  team: "teams",
  achievement: "achievements",
  person: "people",
};
const LABELS = {
  need: "needs",
  organisation: "enterprises",
  team: "teams",
  achievement: "achievements",
  person: "people",
} as const;

const NAMES: Readonly<Record<LinkedKind, (id: string, signal: AbortSignal) => Promise<string>>> = {
  need: async (needId, signal) =>
    (await api.get("/api/needs/{needId}", { params: { path: { needId } }, signal })).title,
  team: async (id, signal) => (await teamCalls.get(id, signal)).name,
  achievement: async (id, signal) => (await achievementCalls.get(id, signal)).title,
  organisation: async (id, signal) => (await organisationCalls.get(id, signal)).name,
  person: async (id, signal) => {
    const { name, unit, college, personNumber } = await personCalls.get(id, signal);
    return formatPerson(name, unit, college, personNumber);
  },
};

interface LinkedRecordProps {
  readonly scopeId: string;
  readonly link: ChainLink;
  readonly onUnlink: ((name: string) => void) | null;
}

/** A record that stands at a node, by its name. */
export function LinkedRecord({ scopeId, link, onUnlink }: LinkedRecordProps) {
  const t = useTexts(directoryTexts);
  const { data: name = "…" } = useQuery({
    queryKey: ["chain-nodes", scopeId, "name", link.subjectId],
    queryFn: async ({ signal }) => NAMES[link.subjectKind](link.subjectId, signal),
  });
  const address: string = `/p/${scopeId}/${PLACES[link.subjectKind]}/${link.subjectId}`;
  return (
    <li>
      <small>{t(LABELS[link.subjectKind])}</small>
      <Link to={address}>{name}</Link>
      {onUnlink !== null && (
        <Button size="small" type="text" aria-label={t("unlink", { name })} onClick={() => onUnlink(name)}>
          ×
        </Button>
      )}
    </li>
  );
}
