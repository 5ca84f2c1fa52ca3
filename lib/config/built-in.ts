/** The lowest layer: what the stack parameters say, and what holds where they are silent. */
import type { Limits, PerDirection } from '#engine/policy.ts';
import type { ParameterValues } from './parameters.ts';
import type { Settings } from './schema.ts';

type Always = Exclude<keyof Settings, 'queue' | 'group' | 'guaranteed'>;

/** Settings with nothing left open, but for those that have no default. */
export type CompleteSettings = Pick<Settings, 'queue' | 'group' | 'guaranteed'> & {
  readonly [Key in Exclude<
    Always,
    'tolerance' | 'stabilize' | 'limits' | 'cooldown'
  >]-?: NonNullable<Settings[Key]>;
} & {
  readonly tolerance: PerDirection<number>;
  readonly stabilize: PerDirection<number>;
  readonly limits: PerDirection<Limits>;
  readonly cooldown: PerDirection<{ low: number; medium: number; high: number }>;
};

const middlePriority = 50;

/** Out as fast as the demand grows; in by a fifth a minute, so that a mistake is small before it is seen. */
const builtInLimits: PerDirection<Limits> = {
  out: { select: 'max', policies: [] },
  in: {
    select: 'max',
    policies: [
      { kind: 'percent', amount: 20, perSeconds: 60 },
      { kind: 'tasks', amount: 1, perSeconds: 60 },
    ],
  },
};

export const builtInSettings = (values: ParameterValues): CompleteSettings => {
  const ratio = values.TolerancePercent / 100;
  const waits = {
    low: values.CooldownLowSeconds,
    medium: values.CooldownMediumSeconds,
    high: values.CooldownHighSeconds,
  };
  return {
    mode: values.Mode === 'act' ? 'act' : 'observe',
    min: values.DefaultMin,
    max: values.DefaultMax,
    priority: middlePriority,
    rules: [{ kind: 'track', signal: 'cpu', target: values.CpuTarget }],
    tolerance: { out: ratio, in: ratio },
    stabilize: { out: values.ScaleOutWindowSeconds, in: values.ScaleInWindowSeconds },
    limits: builtInLimits,
    cooldown: { out: waits, in: waits },
    staleAfter: values.StaleAfterSeconds,
  };
};

/** Which parameter to name when a built-in value takes part in a problem. */
export const parameterOf: Readonly<Partial<Record<keyof Settings, string>>> = {
  mode: 'stack parameter Mode',
  min: 'stack parameter DefaultMin',
  max: 'stack parameter DefaultMax',
  rules: 'stack parameter CpuTarget',
};
