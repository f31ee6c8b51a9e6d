import type { Schemas } from "@dual-high/client";

/** Nodes are never merged into one another. */
export type ChainNode = Omit<Schemas["ChainNode"], "mergedInto">;
export type LinkedKind = ChainNode["links"][number]["subjectKind"];

export interface ChainBranch {
  readonly node: ChainNode;
  readonly children: readonly ChainBranch[];
  /** What stands here and beneath; something that stands at two nodes beneath counts once. */
  readonly counts: Readonly<Record<LinkedKind, number>>;
  /** Where one side is there and the other is not. */
  readonly gap: "thin" | "idle" | null;
}

/** Chains with their nodes beneath them, in their order. A node whose parent is not shown stands as a chain of its own. */
export function growTree(nodes: readonly ChainNode[]): ChainBranch[] {
  const known = new Set(nodes.map(({ id }) => id));
  const beneath = Map.groupBy(nodes, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
  const grow = (node: ChainNode): { branch: ChainBranch; links: ReadonlyMap<string, LinkedKind> } => {
    const grown = inOrder(beneath.get(node.id) ?? []).map(grow);
    const links = new Map<string, LinkedKind>(node.links.map((link) => [link.subjectId, link.subjectKind]));
    for (const child of grown) for (const [id, kind] of child.links) links.set(id, kind);
    const counts = countKinds(links.values());
    return { branch: { node, children: grown.map(({ branch }) => branch), counts, gap: gapOf(counts) }, links };
  };
  return inOrder(beneath.get(null) ?? []).map((node) => grow(node).branch);
}

function inOrder(nodes: readonly ChainNode[]): ChainNode[] {
  return nodes.toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name, "zh-CN"));
}

function countKinds(kinds: Iterable<LinkedKind>): Record<LinkedKind, number> {
  const counts: Record<LinkedKind, number> = { need: 0, organisation: 0, team: 0, achievement: 0, person: 0 };
  for (const kind of kinds) counts[kind] += 1;
  return counts;
}

function gapOf({ need, team, achievement }: Readonly<Record<LinkedKind, number>>): ChainBranch["gap"] {
  const offers = team + achievement;
  if (need > 0 && offers === 0) return "thin";
  return need === 0 && offers > 0 ? "idle" : null;
}
