/** Small factories: a test says what it is about and takes the rest as given. */
import type { Achievement, Instrument, ListKind, ListReading, Need, Team } from "@dual-high/lists";
import type { PairLists } from "./types.ts";

let counter = 0;

function numbered(prefix: string): string {
  counter += 1;
  return `${prefix}${counter}`;
}

export function need(parts: Partial<Need> = {}): Need {
  return {
    id: numbered("N"),
    title: "冷挤压模具寿命提升",
    content: "模具在大批量冷挤压时早期开裂，希望把使用寿命由2万次提高到5万次以上。现有设备为630吨冷挤压机。",
    origin: { file: "needs.xlsx", sheet: "需求", row: 3 },
    ...parts,
  };
}

export function achievement(parts: Partial<Achievement> = {}): Achievement {
  return {
    id: numbered("A"),
    title: "一种冷挤压模具的表面强化方法",
    content: "对冷挤压模具进行渗氮与涂层复合处理，减少开裂，延长使用寿命。",
    legalStatus: "granted",
    origin: { file: "achievements.xlsx", sheet: "成果", row: 3 },
    ...parts,
  };
}

export function team(parts: Partial<Team> = {}): Team {
  return {
    id: numbered("T"),
    name: "精密成形团队",
    content: "冷挤压、冷锻工艺与模具寿命",
    origin: { file: "teams.xlsx", sheet: "团队", row: 3 },
    ...parts,
  };
}

export function instrument(parts: Partial<Instrument> = {}): Instrument {
  return {
    id: numbered("I"),
    name: "高频疲劳试验机",
    functions: "模具材料疲劳寿命与裂纹扩展测试",
    origin: { file: "instruments.xlsx", sheet: "仪器", row: 3 },
    ...parts,
  };
}

function reading<K extends ListKind>(kind: K, records: ListReading<K>["records"]): ListReading<K> {
  return { kind, records, problems: [], tables: [], read: records.length, warned: 0, refused: 0 };
}

export function lists(parts: {
  readonly needs: readonly Need[];
  readonly achievements?: readonly Achievement[];
  readonly instruments?: readonly Instrument[];
  readonly teams?: readonly Team[];
}): PairLists {
  return {
    needs: reading("needs", parts.needs),
    achievements: reading("achievements", parts.achievements ?? []),
    instruments: reading("instruments", parts.instruments ?? []),
    teams: reading("teams", parts.teams ?? []),
  };
}

export const OPTIONS = { top: 5, capacity: 2, today: "2026-06-30" } as const;
