import { monitorEventLoopDelay } from "node:perf_hooks";

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
type Labels = Readonly<Record<string, string>>;

/** Counters and gauges in the text format of Prometheus. Labels are routes and statuses, never ids or people. */
export interface Metrics {
  /** One answered request. `route` is the pattern, not the address. */
  observeRequest(
    labels: { readonly method: string; readonly route: string; readonly status: number },
    seconds: number,
  ): void;
  count(name: string, help: string, labels?: Labels): void;
  /** A value that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
  text(): string;
}

interface Histogram {
  readonly counts: number[];
  sum: number;
  total: number;
}

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, Histogram>();
  const counters = new Map<string, { help: string; values: Map<string, number> }>();
  const gauges = new Map<string, { help: string; read: () => number }>();
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();

  const metrics: Metrics = {
    observeRequest({ method, route, status }, seconds) {
      // Made into labels when they are asked for, and not for each request.
      const key = `${method} ${route}`;
      add(requests, `${status} ${key}`, 1);
      const histogram = durations.get(key) ?? { counts: BUCKETS.map(() => 0), sum: 0, total: 0 };
      durations.set(key, histogram);
      const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
      histogram.sum += seconds;
      histogram.total += 1;
    },
    count(name, help, labels = {}) {
      const counter = counters.get(name) ?? { help, values: new Map<string, number>() };
      counters.set(name, counter);
      add(counter.values, labelText(labels), 1);
    },
    gauge(name, help, read) {
      gauges.set(name, { help, read });
    },
    text() {
      const lines = [
        ...heading("http_requests_total", "counter", "Answered requests"),
        ...[...requests].map(([key, value]) => {
          const [status = "", method = "", route = ""] = key.split(" ", 3);
          return `http_requests_total{${labelText({ method, route, status })}} ${value}`;
        }),
        ...heading("http_request_duration_seconds", "histogram", "Time to answer a request"),
        ...[...durations].flatMap(([key, histogram]) => {
          const [method = "", route = ""] = key.split(" ", 2);
          return histogramLines(labelText({ method, route }), histogram);
        }),
        ...[...counters].flatMap(([name, { help, values }]) => [
          ...heading(name, "counter", help),
          ...[...values].map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`),
        ]),
        ...[...gauges].flatMap(([name, { help, read }]) => [...heading(name, "gauge", help), `${name} ${read()}`]),
      ];
      return `${lines.join("\n")}\n`;
    },
  };
  metrics.gauge("process_resident_memory_bytes", "Resident memory", () => process.memoryUsage.rss());
  metrics.gauge("process_uptime_seconds", "Time since the process started", () => process.uptime());
  metrics.gauge(
    "nodejs_eventloop_lag_p99_seconds",
    "99th percentile of event loop delay",
    () => loop.percentile(99) / 1e9,
  );
  return metrics;
}

function heading(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogramLines(labels: string, { counts, sum, total }: Histogram): string[] {
  const name = "http_request_duration_seconds";
  let below = 0;
  return [
    ...BUCKETS.map((bound, index) => {
      below += counts[index] ?? 0;
      return `${name}_bucket{${labels},le="${bound}"} ${below}`;
    }),
    `${name}_bucket{${labels},le="+Inf"} ${total}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${total}`,
  ];
}

function add(map: Map<string, number>, key: string, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}

function labelText(labels: Labels): string {
  const escape = (value: string) => value.replace(/["\\\n]/g, (char) => (char === "\n" ? "\\n" : `\\${char}`));
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escape(value)}"`)
    .join(",");
}
