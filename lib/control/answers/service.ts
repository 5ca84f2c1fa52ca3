/** A service as a line of a listing. */
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import { type SummaryRow, standings } from '#lib/fleet-summary.ts';
import { healthOfService } from '#lib/health/score.ts';
import { refOf } from '../service-ref.ts';
import { isoOf, moment } from './moment.ts';

const tasks = z.int().min(0);

export const serviceNames = {
  id: z.string().meta({ description: 'What it is called in the paths of this API' }),
  account: z.string(),
  region: z.string(),
  cluster: z.string(),
  name: z.string(),
};

export const standingSchema = z
  .enum(standings)
  .meta({ description: 'The worst that was true of it in the last tick' });

export const health = z
  .int()
  .min(0)
  .max(100)
  .nullable()
  .meta({ description: 'From 0 to 100, see docs/API.md; null where it is not known' });

const changeSchema = z.strictObject({
  at: moment,
  from: tasks,
  to: tasks,
  by: z.enum(['flyball', 'someone-else']),
});

export const serviceSchema = z.strictObject({
  ...serviceNames,
  standing: standingSchema,
  why: z.string().meta({ description: 'The last decision, in a sentence' }),
  health,
  desired: tasks.nullable(),
  running: tasks.nullable(),
  min: tasks.nullable(),
  max: tasks.nullable(),
  asked: tasks
    .nullable()
    .meta({ description: 'Tasks wished for before anything clamped the wish' }),
  mode: z.enum(['act', 'observe']).nullable(),
  signal: z
    .strictObject({
      name: z.string(),
      value: z.number().nullable(),
      target: z.number().nullable(),
    })
    .nullable(),
  lastChange: changeSchema.nullable(),
  group: z.string().nullable(),
  alerts: z.array(z.string()).meta({ description: 'Codes of its open alerts' }),
  forecast: z.enum(['none', 'used', 'advised', 'unlearnt']),
});

export type ServiceAnswer = z.infer<typeof serviceSchema>;

export const changeOf = (change: SummaryRow['lastChange']): ServiceAnswer['lastChange'] =>
  change === null
    ? null
    : { at: isoOf(change.atMs), from: change.from, to: change.to, by: change.by };

export const namesOf = (service: SummaryRow['service'], home: Home) => ({
  id: refOf(service, home),
  account: service.account,
  region: service.region,
  cluster: service.cluster,
  name: service.name,
});

export const serviceOf = (row: SummaryRow, home: Home): ServiceAnswer => ({
  ...namesOf(row.service, home),
  standing: row.standing,
  why: row.why,
  health: healthOfService(row),
  desired: row.counts?.desired ?? null,
  running: row.counts?.running ?? null,
  min: row.counts?.min ?? null,
  max: row.counts?.max ?? null,
  asked: row.asked,
  mode: row.mode,
  signal: row.signal === null ? null : { ...row.signal },
  lastChange: changeOf(row.lastChange),
  group: row.group,
  alerts: [...row.alerts],
  forecast: row.forecast,
});
