/**
 * Takes a fleet file apart even when pieces of it are wrong, so that the checks between its parts still
 * run and all problems are told at once.
 */

import type * as z from 'zod';
import type { FleetPolicy, Group } from '#engine/fleet/fleet-policy.ts';
import { accountSchema } from './accounts-schema.ts';
import { alertsSchema } from './alerts-schema.ts';
import type { Fleet, Part } from './fleet.ts';
import {
  blastGuardSchema,
  defaultMaxStarts,
  groupSchema,
  maxStartsSchema,
} from './fleet-limits-schema.ts';
import { measuredSchema } from './measured-schema.ts';
import { occasionsSchema } from './occasion-schema.ts';
import type { ParameterValues } from './parameters.ts';
import { pathText } from './problem.ts';
import { datesSchema } from './schedule-schema.ts';
import { defaultsSchema, policySchema, serviceSchema } from './schema.ts';
import { signalSchema } from './signal-schema.ts';

type RawObject = Readonly<Record<string, unknown>>;

const asObject = (raw: unknown): RawObject =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw))
    : {};

const asList = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);

const badKeys = (error: z.ZodError): ReadonlySet<string> =>
  new Set(
    error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0
        ? issue.keys
        : issue.path.slice(0, 1).map(String),
    ),
  );

/** What parses of an object once the keys that do not are dropped; `null` when nothing useful is left. */
const salvage = <T>(schema: z.ZodType<T>, raw: unknown, path: string): Part<T> | null => {
  const all = schema.safeParse(raw);
  if (all.success) return { path, settings: all.data, whole: true };
  const bad = badKeys(all.error);
  const rest = Object.entries(asObject(raw)).filter(([key]) => !bad.has(key));
  const some = schema.safeParse(Object.fromEntries(rest));
  return some.success ? { path, settings: some.data, whole: false } : null;
};

const mapValues = <T>(raw: unknown, map: (value: unknown, name: string) => T) =>
  Object.fromEntries(
    Object.entries(asObject(raw)).map(([name, value]) => [name, map(value, name)]),
  );

/** A group or signal that does not parse still counts as known, or its users would be blamed for it. */
const standInSignal = { kind: 'cpu' } as const;

const groupFrom = (raw: unknown, name: string): Group => {
  const { maxTasks = null, maxVcpu = null } = groupSchema.safeParse(raw).data ?? {};
  return { name, maxTasks, maxVcpu };
};

const fleetPolicyFrom = (file: RawObject): FleetPolicy => {
  const said = blastGuardSchema.safeParse(file['blastGuard'] ?? {}).data;
  const { share, minTasks, blind } = said ?? blastGuardSchema.parse({});
  return {
    groups: mapValues(file['groups'], groupFrom),
    blastGuard: { shareRatio: share, minTasks, blindRatio: blind },
    maxStarts: maxStartsSchema.safeParse(file['maxStarts']).data ?? defaultMaxStarts,
  };
};

const partOrNone = <T extends object>(
  schema: z.ZodType<T>,
  raw: unknown,
  path: string,
): Part<Partial<T>> => salvage(schema, raw, path) ?? { path, settings: {}, whole: false };

const partsOf = <T>(schema: z.ZodType<T>, raw: unknown, key: string): readonly Part<T>[] =>
  asList(raw).flatMap((value, index) => {
    const part = salvage(schema, value, pathText([key, index]));
    return part === null ? [] : [part];
  });

export const takeApart = (raw: unknown, parameters: ParameterValues): Fleet => {
  const file = asObject(raw);
  return {
    parameters,
    policy: fleetPolicyFrom(file),
    defaults: partOrNone(defaultsSchema, file['defaults'] ?? {}, 'defaults'),
    policies: mapValues(file['policies'], (value, name) =>
      partOrNone(policySchema, value, pathText(['policies', name])),
    ),
    services: partsOf(serviceSchema, file['services'], 'services'),
    accounts: partsOf(accountSchema, file['accounts'], 'accounts'),
    signals: mapValues(
      file['signals'],
      (value) => signalSchema.safeParse(value).data ?? standInSignal,
    ),
    occasions: asList(file['occasions']).flatMap(
      (value) => occasionsSchema.safeParse([value]).data ?? [],
    ),
    holidays: mapValues(file['holidays'], (value) => datesSchema.safeParse(value).data ?? []),
    events: file['events'] !== false,
    measured: measuredSchema.safeParse(file['metrics'] ?? []).data ?? [],
    alerts: alertsSchema.safeParse(file['alerts'] ?? {}).data ?? {},
  };
};
