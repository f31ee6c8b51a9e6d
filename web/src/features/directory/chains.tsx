import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { ifMatch } from "@dual-high/client";
import { type FormEvent, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { nameOfScope, useScopeId } from "../../frame/scopes.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { type ChainBranch, type ChainNode, growTree, type LinkedKind } from "./chain-tree.ts";
import { DirectoryTabs } from "./directory-tabs.tsx";
import styles from "./directory.module.css";
import { LinkedRecord } from "./linked-record.tsx";
import { chainNodesQuery } from "./queries.ts";
import { directoryTexts } from "./texts.ts";

const SHOWN = ["need", "organisation", "team", "achievement"] as const;
const COUNT_LABELS = {
  need: "needs",
  organisation: "enterprises",
  team: "teams",
  achievement: "achievements",
} as const;

/** Each chain with its nodes, and how much stands at each: where one side is thick and the other thin is where to act. */
export function ChainsPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const nodes = useSuspenseQuery(chainNodesQuery(scopeId)).data;
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const tree = growTree(nodes.filter(({ archivedAt }) => archivedAt === null));
  const mayWrite = may("directory.write");
  return (
    <Page
      title={t("chains")}
      purpose={t("chainsPurpose")}
      actions={
        mayWrite && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("addChain")}
          </Button>
        )
      }
    >
      <DirectoryTabs />
      {isAdding && <NewNode scopeId={scopeId} parentId={null} position={tree.length} onDone={() => setAdding(false)} />}
      {tree.length === 0 ? (
        <section>
          <h2>{t("chainsNone")}</h2>
          <p>{t("chainsNoneText")}</p>
        </section>
      ) : (
        <>
          <div className={styles["head"]} aria-hidden>
            <span>{t("chainNode")}</span>
            {SHOWN.map((kind) => (
              <span key={kind}>{t(COUNT_LABELS[kind])}</span>
            ))}
            <span />
          </div>
          <Branches
            branches={tree}
            most={mostOf(tree)}
            openId={openId}
            mayWrite={mayWrite}
            onOpen={(id) => setOpenId(id === openId ? null : id)}
          />
        </>
      )}
    </Page>
  );
}

type Most = Readonly<Record<LinkedKind, number>>;

/** The thickest chain of each kind, which the bars are measured by. */
function mostOf(tree: readonly ChainBranch[]): Most {
  const most = (kind: LinkedKind) => Math.max(1, ...tree.map(({ counts }) => counts[kind]));
  return {
    need: most("need"),
    organisation: most("organisation"),
    team: most("team"),
    achievement: most("achievement"),
    person: most("person"),
  };
}

interface BranchesProps {
  readonly branches: readonly ChainBranch[];
  readonly most: Most;
  readonly openId: string | null;
  readonly mayWrite: boolean;
  readonly onOpen: (id: string) => void;
}

function Branches({ branches, most, openId, mayWrite, onOpen }: BranchesProps) {
  const t = useTexts(directoryTexts);
  const language = useLanguage();
  return (
    <ul className={styles["tree"]}>
      {branches.map(({ node, children, counts, gap }) => (
        <li key={node.id}>
          <div className={styles["node"]} data-root={node.parentId === null || undefined}>
            <button type="button" className="quiet" aria-expanded={openId === node.id} onClick={() => onOpen(node.id)}>
              {nameOfScope(node, language)}
            </button>
            {SHOWN.map((kind) => (
              <span key={kind} className={styles["count"]} data-none={counts[kind] === 0 || undefined}>
                <small>{t(COUNT_LABELS[kind])}</small>
                {counts[kind]}
                <i aria-hidden style={{ width: `${(counts[kind] / most[kind]) * 100}%` }} />
              </span>
            ))}
            <span className={styles["hint"]} data-thin={gap === "thin" || undefined}>
              {gap !== null && t(gap)}
            </span>
          </div>
          {openId === node.id && (
            <NodePanel node={node} childCount={children.length} mayWrite={mayWrite} onClose={() => onOpen(node.id)} />
          )}
          {children.length > 0 && (
            <Branches branches={children} most={most} openId={openId} mayWrite={mayWrite} onOpen={onOpen} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface NodePanelProps {
  readonly node: ChainNode;
  readonly childCount: number;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

function NodePanel({ node, childCount, mayWrite, onClose }: NodePanelProps) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const [isAdding, setAdding] = useState(false);
  const changes = [["chain-nodes", node.scopeId]];
  const unlink = (link: ChainNode["links"][number], name: string) =>
    void act({
      work: async () =>
        api.delete("/api/chain-nodes/{chainNodeId}/links", { params: { path: { chainNodeId: node.id } }, body: link }),
      done: t("unlinked", { name, node: node.name }),
      undo: async () =>
        api.put("/api/chain-nodes/{chainNodeId}/links", { params: { path: { chainNodeId: node.id } }, body: link }),
      changes,
    });
  const archive = () =>
    void act({
      work: async () =>
        api.post("/api/chain-nodes/{chainNodeId}/archive", {
          params: { path: { chainNodeId: node.id }, header: ifMatch(node) },
        }),
      done: t("archiveDone", { name: node.name }),
      undo: async (archived) =>
        api.post("/api/chain-nodes/{chainNodeId}/restore", {
          params: { path: { chainNodeId: node.id }, header: ifMatch(archived) },
        }),
      changes,
    });
  return (
    <div className={styles["nodePanel"]}>
      {node.note !== null && <p>{node.note}</p>}
      {node.links.length === 0 ? (
        <p>{t("linksNone")}</p>
      ) : (
        <ul>
          {node.links.map((link) => (
            <LinkedRecord
              key={link.subjectId}
              scopeId={node.scopeId}
              link={link}
              onUnlink={mayWrite ? (name) => unlink(link, name) : null}
            />
          ))}
        </ul>
      )}
      {mayWrite && <LinkPicker node={node} />}
      {isAdding && (
        <NewNode scopeId={node.scopeId} parentId={node.id} position={childCount} onDone={() => setAdding(false)} />
      )}
      <div className={styles["nodeActions"]}>
        {mayWrite && (
          <>
            <Button size="small" onClick={() => setAdding(true)}>
              {t("addNode")}
            </Button>
            <Button size="small" onClick={archive}>
              {t("archive")}
            </Button>
          </>
        )}
        <Button size="small" type="text" onClick={onClose}>
          {t("closeNode")}
        </Button>
      </div>
    </div>
  );
}

/** Finds a record of the pair by any of its names and places it at the node. */
function LinkPicker({ node }: { readonly node: ChainNode }) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const [typed, setTyped] = useState("");
  const { data } = useQuery({
    queryKey: ["search", node.scopeId, typed],
    queryFn: async ({ signal }) =>
      api.get("/api/search", { params: { query: { q: typed, scopeId: node.scopeId } }, signal }),
    enabled: typed.trim() !== "",
  });
  const linked = new Set(node.links.map(({ subjectId }) => subjectId));
  const hits = (data?.items ?? []).filter(({ kind, id }) => isLinkable(kind) && !linked.has(id));
  const place = (id: string) => {
    const hit = hits.find((each) => each.id === id);
    if (hit === undefined || !isLinkable(hit.kind)) return;
    const body = { subjectKind: hit.kind, subjectId: hit.id };
    const params = { path: { chainNodeId: node.id } };
    void act({
      work: async () => api.put("/api/chain-nodes/{chainNodeId}/links", { params, body }),
      done: t("linked", { name: hit.title, node: node.name }),
      undo: async () => api.delete("/api/chain-nodes/{chainNodeId}/links", { params, body }),
      changes: [["chain-nodes", node.scopeId]],
    });
    setTyped("");
  };
  return (
    <p>
      <Select
        className={styles["find"] ?? ""}
        value={null}
        placeholder={t("linkHint")}
        aria-label={t("linkHere")}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        options={hits.map(({ id, title, subtitle }) => ({
          value: id,
          label: subtitle ? `${title} · ${subtitle}` : title,
        }))}
        onChange={(id: string | null) => {
          if (id !== null) place(id);
        }}
      />
    </p>
  );
}

function isLinkable(kind: string): kind is LinkedKind {
  return kind === "need" || kind === "organisation" || kind === "team" || kind === "achievement" || kind === "person";
}

interface NewNodeProps {
  readonly scopeId: string;
  readonly parentId: string | null;
  readonly position: number;
  readonly onDone: () => void;
}

function NewNode({ scopeId, parentId, position, onDone }: NewNodeProps) {
  const t = useTexts(directoryTexts);
  const act = useAct();
  const [name, setName] = useState("");
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    const added = await act({
      work: async () =>
        api.post("/api/scopes/{scopeId}/chain-nodes", {
          params: { path: { scopeId } },
          body: { name: name.trim(), parentId, position },
        }),
      done: t("saved", { name: name.trim() }),
      changes: [["chain-nodes", scopeId]],
    });
    if (added !== null) onDone();
  };
  return (
    <form className={styles["nodeActions"]} onSubmit={(event) => void add(event)}>
      <Input
        className={styles["find"] ?? ""}
        value={name}
        maxLength={100}
        aria-label={t("nodeName")}
        placeholder={t("nodeName")}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={name.trim() === ""}>
        {t(parentId === null ? "addChain" : "addNode")}
      </Button>
      <Button type="text" onClick={onDone}>
        {t("closeNode")}
      </Button>
    </form>
  );
}
