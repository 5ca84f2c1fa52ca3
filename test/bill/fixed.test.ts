import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { alarmMetrics } from '#lib/bill/fixed.ts';
import { memoryMegabytes } from '#lib/bill/looks.ts';
import { templateOf } from '../infra/stack.ts';

const alarmSchema = z.object({
  Properties: z.object({
    /** One with a metric of its own and no expression. */
    MetricName: z.string().optional(),
    Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).default([]),
  }),
});

const functionSchema = z.object({
  Properties: z.object({ Description: z.string().optional(), MemorySize: z.number().optional() }),
});

/** CloudWatch bills an alarm by the metrics in it. */
const metricsIn = (template: Template): number =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map((alarm) => alarmSchema.parse(alarm).Properties)
    .reduce(
      (sum, { MetricName, Metrics }) =>
        sum +
        (MetricName === undefined ? 0 : 1) +
        Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length,
      0,
    );

describe('what a stack has whatever the size of its fleet', () => {
  it('is billed for the alarms that the template has', () => {
    expect(metricsIn(templateOf())).toBe(alarmMetrics);
  });

  it('is billed for the memory that functions which may wait have', () => {
    const memoryOf = (words: string): unknown =>
      Object.values(templateOf().findResources('AWS::Lambda::Function'))
        .map((each) => functionSchema.parse(each).Properties)
        .find(({ Description = '' }) => Description.includes(words))?.MemorySize;
    expect(memoryOf('of ECS services, once a tick')).toBe(memoryMegabytes.tick);
    expect(memoryOf('of one shard of a large fleet')).toBe(memoryMegabytes.worker);
  });
});
