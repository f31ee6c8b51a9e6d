import autocannon from "autocannon";

export interface Load {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly answers: number;
}

/** Asks for the paths in turn on so many connections. Anything but success fails the benchmark: it would be fast. */
export async function load(
  base: string,
  paths: readonly string[],
  {
    clients,
    seconds,
    headers = {},
  }: { readonly clients: number; readonly seconds: number; readonly headers?: Record<string, string> },
): Promise<Load> {
  const result = await autocannon({
    url: base,
    connections: clients,
    duration: seconds,
    headers,
    requests: paths.map((path) => ({ method: "GET", path })),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0 || result["2xx"] === 0) {
    throw new Error(
      `${base}${paths[0]}: ${failed} failed of ${result.requests.total} (${JSON.stringify(result.statusCodeStats)})`,
    );
  }
  return {
    perSecond: result["2xx"] / result.duration,
    medianMs: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: result["2xx"],
  };
}
