// What people are told of projects: reviewers that they are asked, deciders that a gate waits, applicants what became of it.
import type { Bilingual } from "@dual-high/kernel";
import type { Outbox } from "../../platform/outbox/index.ts";
import {
  gateApplied,
  gateDecided,
  projectMoved,
  readinessApplied,
  readinessDecided,
  stageName,
} from "../transformation/index.ts";
import { ENTERPRISE, idsOf, tell } from "./deliver.ts";

interface AboutProject {
  readonly projectId: string;
  readonly scopeId: string;
  readonly number: string;
  readonly title: string;
}

const named = ({ number, title }: AboutProject, { zh, en }: Bilingual): Bilingual => ({
  zh: `${number} ${title}：${zh}`,
  en: `${number} ${title}: ${en}`,
});
const at = ({ scopeId, projectId }: AboutProject, part: string) => `/p/${scopeId}/projects/${projectId}#${part}`;

const DECIDED = {
  passed: { zh: "已通过关口，进入", en: "passed the gate to" },
  held: { zh: "关口暂缓：", en: "is held at the gate to" },
  stopped: { zh: "终止于关口：", en: "was stopped at the gate to" },
} as const;

const JUDGED = {
  granted: { zh: (level: number) => `已授予 ${level} 级`, en: (level: number) => `level ${level} was granted` },
  refused: {
    zh: (level: number) => `未授予 ${level} 级，请看原因`,
    en: (level: number) => `level ${level} was refused, see why`,
  },
  revoked: {
    zh: (level: number) => `${level} 级已撤销，请看原因`,
    en: (level: number) => `level ${level} was revoked, see why`,
  },
} as const;

const MOVED = {
  license_out: { zh: "已登记许可转让", en: "was licensed out" },
  stop: { zh: "已终止", en: "was stopped" },
  return: { zh: "已退回来源", en: "was returned" },
  resume: { zh: "重新进行", en: "goes on" },
} as const;

export function deliverProjects(outbox: Outbox): void {
  outbox.subscribe(readinessApplied, "notify.readiness_applied", async (tx, event) => {
    const { payload } = event;
    const words = {
      zh: `请评审 ${payload.level} 级的证据`,
      en: `you are asked to judge the evidence for level ${payload.level}`,
    };
    const message = {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: at(payload, "readiness"),
    };
    await tell(tx, event, payload.reviewerIds, message);
  });
  outbox.subscribe(readinessDecided, "notify.readiness_decided", async (tx, event) => {
    const { payload } = event;
    const { zh, en } = JUDGED[payload.outcome];
    const words = { zh: zh(payload.level), en: en(payload.level) };
    const message = {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: at(payload, "readiness"),
    };
    await tell(tx, event, [payload.appliedBy, payload.ownerId], message);
  });
  outbox.subscribe(gateApplied, "notify.gate_applied", async (tx, event) => {
    const { payload } = event;
    const { zh, en } = stageName(payload.stage);
    const words = { zh: `申请进入“${zh}”，请决定`, en: `applies for the gate to ${en.toLowerCase()}: decide` };
    const message = {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: at(payload, "gates"),
    };
    await tell(tx, event, await idsOf(tx, payload.scopeId, ["pair_lead"]), message);
  });
  outbox.subscribe(gateDecided, "notify.gate_decided", async (tx, event) => {
    const { payload } = event;
    const { zh, en } = stageName(payload.stage);
    const said = DECIDED[payload.state];
    const words = { zh: `${said.zh}“${zh}”`, en: `${said.en} ${en.toLowerCase()}` };
    const message = {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: at(payload, "gates"),
    };
    await tell(tx, event, [payload.appliedBy, payload.ownerId], message);
  });
  outbox.subscribe(projectMoved, "notify.project_moved", async (tx, event) => {
    const { payload } = event;
    const { scopeId, enterpriseId, ownerId, projectId } = payload;
    const title = named(payload, MOVED[payload.action]);
    const people = await idsOf(tx, enterpriseId, ENTERPRISE);
    if (enterpriseId !== null) {
      const path = `/p/${enterpriseId}/projects/${projectId}`;
      await tell(tx, event, people, { scopeId, kind: event.type, title, path });
    }
    if (people.includes(ownerId)) return;
    await tell(tx, event, [ownerId], { scopeId, kind: event.type, title, path: `/p/${scopeId}/projects/${projectId}` });
  });
}
