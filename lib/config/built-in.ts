/** The lowest layer: what the stack parameters say, and what holds where they are silent. */
import type { Direction } from '#engine/model.ts';
import type { Cooldown, Limits, PerDirection, Urgency } from '#engine/policy.ts';
import { defaultBreakers } from './breaker-schema.ts';
import { defaultCollapse } from './collapse-schema.ts';
import type { ParameterValues } from './parameters.ts';
import { rulesSchema } from './rule-schema.ts';
import type { Settings } from './schema.ts';

type NoDefault = 'queue' | 'group' | 'guaranteed';

type PerWay = 'tolerance' | 'stabilize' | 'limits' | 'cooldown';

/** Settings with nothing left open, but for those that have no default. */
export type CompleteSettings = Pick<Settings, NoDefault> & {
  readonly [Key in Exclude<keyof Settings, NoDefault | PerWay>]-?: Exclude<
    Settings[Key],
    undefined
  >;
} & {
  readonly tolerance: PerDirection<number>;
  readonly stabilize: PerDirection<number>;
  readonly limits: PerDirection<Limits>;
  readonly cooldown: PerDirection<Cooldown>;
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
  const inwards = values.CooldownInSeconds;
  return {
    mode: values.Mode === 'act' ? 'act' : 'observe',
    min: values.DefaultMin,
    max: values.DefaultMax,
    priority: middlePriority,
    rules: rulesSchema.parse([{ kind: 'track', signal: 'cpu', target: values.CpuTarget }]),
    tolerance: { out: ratio, in: ratio },
    stabilize: { out: values.ScaleOutWindowSeconds, in: values.ScaleInWindowSeconds },
    limits: builtInLimits,
    cooldown: { out: waits, in: { low: inwards, medium: inwards, high: inwards } },
    breakers: [...defaultBreakers],
    collapse: defaultCollapse,
    schedules: [],
    challenger: null,
    vcpu: 1,
    staleAfter: values.StaleAfterSeconds,
    react: 'usual',
  };
};

/** Which parameter to name when a built-in value takes part in a problem. */
export const parameterOf: Readonly<Partial<Record<keyof Settings, string>>> = {
  mode: 'stack parameter Mode',
  min: 'stack parameter DefaultMin',
  max: 'stack parameter DefaultMax',
  rules: 'stack parameter CpuTarget',
};

const parameterOfWaitOut: Readonly<Record<Urgency, string>> = {
  high: 'stack parameter CooldownHighSeconds',
  medium: 'stack parameter CooldownMediumSeconds',
  low: 'stack parameter CooldownLowSeconds',
};

export const parameterOfWait = (direction: Direction, urgency: Urgency): string =>
  direction === 'out' ? parameterOfWaitOut[urgency] : 'stack parameter CooldownInSeconds';
