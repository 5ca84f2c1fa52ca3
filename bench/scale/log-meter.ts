/** What functions write: its size, which CloudWatch Logs bills, and the metrics in it. */

/** CloudWatch Logs counts so many bytes for an event beside its text. */
const bytesPerEvent = 26;

export type LogMeter = {
  readonly take: (line: string) => void;
  readonly bytes: () => number;
  readonly billedMetrics: () => number;
  /** Distinct custom metrics, each of which CloudWatch bills by the month. */
  readonly customMetrics: () => number;
};

const billed = /"MetricsRead":\[?(\d+)/;
const declared = /"Metrics":\[(.*?)\]/g;
const name = /"Name":"(\w+)"/g;

export const createLogMeter = (): LogMeter => {
  const names = new Set<string>();
  let bytes = 0;
  let billedMetrics = 0;
  return {
    take: (line) => {
      bytes += Buffer.byteLength(line) + bytesPerEvent;
      billedMetrics += Number(billed.exec(line)?.[1] ?? 0);
      for (const [, list = ''] of line.matchAll(declared)) {
        for (const [, each = ''] of list.matchAll(name)) names.add(each);
      }
    },
    bytes: () => bytes,
    billedMetrics: () => billedMetrics,
    customMetrics: () => names.size,
  };
};
