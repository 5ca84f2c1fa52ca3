/** Flyball on trial: the very engine, with its policy and its memory, fed with what a tick would have read. */
import { activeWindows, type Schedule } from '#config/schedule.ts';
import { decide } from '#engine/decide.ts';
import { intend } from '#engine/intend.ts';
import type { Policy } from '#engine/policy.ts';
import { signalsOf, signalsToRead } from '#engine/policy-signals.ts';
import type { ServiceState } from '#engine/state.ts';
import { createReadings, isSimulated, type Resolution } from './flyball-readings.ts';
import { createOwnPast } from './own-past.ts';
import type { Scaler, Settings, Sight } from './scaler.ts';
import { trialView } from './trial-view.ts';

export type FlyballSetup = {
  readonly policy: Policy;
  /** @default none */
  readonly schedules?: readonly Schedule[];
  /** Which of the service's metrics are read. @default 60 */
  readonly resolutionSeconds?: Resolution;
  /** @default 60, which is as often as EventBridge wakes a function */
  readonly tickSeconds?: 60 | 20;
};

/** Signals that rules go by and that a load cannot tell. Breakers can do without. */
export const unknownSignals = (policy: Policy): readonly string[] => {
  const definitions = signalsOf(policy);
  const asked = signalsToRead({ ...policy, breakers: [], challenger: null });
  return asked.filter((signal) => {
    const definition = definitions[signal];
    return definition !== undefined && !isSimulated(definition);
  });
};

const settingsOf = (policy: Policy, resolution: Resolution, tickSeconds: number): Settings => {
  const targets = policy.rules.flatMap((rule) => (rule.kind === 'track' ? [rule.target] : []));
  const risks = policy.rules.flatMap((rule) => (rule.kind === 'assure' ? [rule.riskRatio] : []));
  return {
    rules: policy.rules.map(({ name }) => name).join(', '),
    ...(targets.length === 1 ? { target: targets[0] ?? 0 } : {}),
    ...(risks.length === 1 ? { riskRatio: risks[0] ?? 0 } : {}),
    metricsSeconds: resolution,
    tickSeconds,
  };
};

const checked = (policy: Policy): Policy => {
  const unknown = unknownSignals(policy);
  if (unknown.length === 0) return policy;
  throw new RangeError(
    `The policy goes by ${unknown.join(', ')}, which a trace of load says nothing about; try it with rules on cpu, requests or queueDepth`,
  );
};

export const flyball = (setup: FlyballSetup): Scaler => {
  const { schedules = [], resolutionSeconds = 60, tickSeconds = 60 } = setup;
  // Nobody but the trial carries the answer out, and an observing policy would never see its own.
  const policy: Policy = { ...checked(setup.policy), mode: 'act', challenger: null };
  const readingsAt = createReadings(policy, resolutionSeconds);
  return {
    name: 'flyball',
    settings: settingsOf(policy, resolutionSeconds, tickSeconds),
    everySeconds: tickSeconds,
    begin: () => {
      let state: ServiceState | null = null;
      const foresightsAt = createOwnPast(policy);
      return (sight: Sight): number => {
        const { nowMs } = sight;
        const observation = {
          view: trialView(sight),
          readings: readingsAt(sight),
          foresights: foresightsAt(sight),
        };
        const windows = activeWindows(schedules, nowMs);
        const decided = decide({ policy, observation, state, overrides: [], windows, nowMs });
        state = intend(decided.state, decided.decision, policy.mode);
        return decided.decision.to;
      };
    },
  };
};
