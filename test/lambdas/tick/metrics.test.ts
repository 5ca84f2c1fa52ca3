import { describe, expect, it } from 'vitest';
import { emitAge } from '#lib/function/emit-report.ts';
import { createMetrics } from '#lib/function/metrics.ts';
import { metricNames, metricNamespace } from '#lib/telemetry.ts';

describe('the metrics', () => {
  it('carry the stack as their only dimension, as the alarms expect', () => {
    const metrics = createMetrics('Flyball');
    const tickMs = Date.now() - 5_000;
    emitAge(metrics, tickMs, tickMs + 5_000);
    const { _aws: envelope, ...values } = metrics.serializeMetrics();
    expect(envelope.Timestamp).toBe(tickMs);
    expect(envelope.CloudWatchMetrics).toMatchObject([
      {
        Namespace: metricNamespace,
        Dimensions: [['Stack']],
        Metrics: [{ Name: metricNames.tickAge, Unit: 'Seconds' }],
      },
    ]);
    expect(values).toEqual({ Stack: 'Flyball', [metricNames.tickAge]: 5 });
  });
});
