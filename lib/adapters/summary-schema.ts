/** The stored form of a fleet summary. */
import * as z from 'zod';
import type { FleetSummary } from '#lib/fleet-summary.ts';
import { standings } from '#lib/fleet-summary.ts';
import { alertCodeSchema } from './alert-schema.ts';

const tasks = z.number().int().min(0);
const atMs = z.number().int().min(0);

const rowSchema = z.object({
  service: z.object({
    account: z.string(),
    region: z.string(),
    cluster: z.string(),
    name: z.string(),
  }),
  standing: z.enum(standings),
  why: z.string(),
  counts: z.object({ desired: tasks, running: tasks, min: tasks, max: tasks }).nullable(),
  asked: tasks.nullable(),
  mode: z.enum(['observe', 'act']).nullable(),
  signal: z
    .object({ name: z.string(), value: z.number().nullable(), target: z.number().nullable() })
    .nullable(),
  lastChange: z
    .object({ atMs, from: tasks, to: tasks, by: z.enum(['flyball', 'someone-else']) })
    .nullable(),
  group: z.string().nullable(),
  vcpu: z.number().nullable(),
  alerts: z.array(alertCodeSchema),
  forecast: z.enum(['none', 'used', 'advised', 'unlearnt']),
});

export const summarySchema: z.ZodType<FleetSummary> = z.object({
  shard: z.string(),
  tickMs: atMs,
  durationMs: z.number().min(0),
  billedMetrics: z.number().min(0),
  // A version before this one wrote none.
  spend: z
    .object({ dollars: z.number().min(0), forecastDollars: z.number().min(0) })
    .nullable()
    .default(null),
  counts: z.record(z.enum(standings), tasks),
  rows: z.array(rowSchema),
  rowsCut: tasks,
});
