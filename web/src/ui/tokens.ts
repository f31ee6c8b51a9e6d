/**
 * The look of the product, in one place. `tokensCss` gives it to style sheets as `var(--ink)`, `antd-theme.ts` to the
 * components; nothing else names a colour or a size.
 */

interface Palette {
  readonly paper: string;
  readonly surface: string;
  readonly sunken: string;
  readonly hover: string;
  readonly hairline: string;
  readonly edge: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  /** What can be acted on. */
  readonly accent: string;
  readonly accentHover: string;
  readonly accentPressed: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  /** What is late or wrong, and nothing else. */
  readonly alarm: string;
  readonly alarmSoft: string;
  readonly onAlarm: string;
  /** Words that were found in a text. */
  readonly mark: string;
  readonly veil: string;
}

export const LIGHT: Palette = {
  paper: "#faf8f5",
  surface: "#ffffff",
  sunken: "#f3f0eb",
  hover: "#f4f1ec",
  hairline: "#e5e0d8",
  edge: "#8f877b",
  ink: "#23201c",
  inkSoft: "#57524a",
  inkFaint: "#6f695f",
  accent: "#0f6b6b",
  accentHover: "#0b5858",
  accentPressed: "#084646",
  accentSoft: "#e2efee",
  onAccent: "#ffffff",
  alarm: "#c0391f",
  alarmSoft: "#fbece8",
  onAlarm: "#ffffff",
  mark: "#f6e3a8",
  veil: "rgb(35 32 28 / 45%)",
};

export const DARK: Palette = {
  paper: "#171614",
  surface: "#1f1d1b",
  sunken: "#141312",
  hover: "#292623",
  hairline: "#38342f",
  edge: "#7d766b",
  ink: "#edeae4",
  inkSoft: "#bdb6ab",
  inkFaint: "#a19a8e",
  accent: "#5bbdb6",
  accentHover: "#7accc6",
  accentPressed: "#97d9d4",
  accentSoft: "#1c3836",
  onAccent: "#0b2422",
  alarm: "#f0826c",
  alarmSoft: "#3b221c",
  onAlarm: "#2a0f09",
  mark: "#5c4a12",
  veil: "rgb(0 0 0 / 60%)",
};

/** Okabe and Ito's order: colour-blind people tell them apart. */
export const CHART_COLOURS = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#d55e00",
  "#f0e442",
  "#7f7f7f",
] as const;

export const FONT =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace';

/** One scale of type and one grid, in pixels. */
export const TYPE = { note: 12, dense: 13, body: 14, lead: 16, title: 20, display: 28 } as const;
const GRID = 8;
export const RADIUS = 6;
const ROW = 36;
const BAR = 56;
const MENU = 176;
/** The width of a column in which a decision is made or prose is read. */
const COLUMN = 720;
const MOTION = 150;
/** Below this a page is held in one hand. */
export const PHONE = 768;

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function colours(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join("");
}

export function tokensCss(): string {
  const sizes = Object.entries(TYPE).map(([name, size]) => `--type-${name}:${size}px;`);
  const fixed = [
    ...sizes,
    ...CHART_COLOURS.map((colour, index) => `--chart-${index + 1}:${colour};`),
    `--font:${FONT};`,
    `--mono:${MONO};`,
    `--grid:${GRID}px;`,
    `--radius:${RADIUS}px;`,
    `--row:${ROW}px;`,
    `--bar:${BAR}px;`,
    `--menu:${MENU}px;`,
    `--column:${COLUMN}px;`,
    `--motion:${MOTION}ms;`,
  ];
  return [
    `:root{${fixed.join("")}}`,
    `:root,:root[data-theme="light"]{color-scheme:light;${colours(LIGHT)}}`,
    `:root[data-theme="dark"]{color-scheme:dark;${colours(DARK)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${colours(DARK)}}}`,
    "@media (prefers-reduced-motion:reduce){:root{--motion:0ms}}",
    `@media print{:root{${colours(LIGHT)}}}`,
  ].join("\n");
}
