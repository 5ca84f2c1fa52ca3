/** Log and metrics that are kept instead of written. */
import type { LogSink } from '#lib/function/log.ts';
import type { MetricSink } from '#lib/function/metrics.ts';

export type Line = {
  readonly level: string;
  readonly message: unknown;
  readonly extra: readonly unknown[];
};

export type Recorder = {
  readonly log: LogSink;
  readonly metrics: MetricSink;
  readonly lines: readonly Line[];
  readonly values: ReadonlyMap<string, number>;
};

export const createRecorder = (): Recorder => {
  const lines: Line[] = [];
  const values = new Map<string, number>();
  const at =
    (level: string) =>
    (message: unknown, ...extra: readonly unknown[]): void => {
      lines.push({ level, message, extra });
    };
  return {
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    metrics: {
      addMetric: (name, _unit, value) => {
        values.set(name, value);
      },
      setTimestamp: (timestampMs) => {
        values.set('timestamp', timestampMs);
      },
      publishStoredMetrics: () => undefined,
    },
    lines,
    values,
  };
};
