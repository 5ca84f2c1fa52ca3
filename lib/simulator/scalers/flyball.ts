/** Flyball on trial: the very engine, with its policy and its memory, fed with what a tick would have read. */
import { activeWindows, type Schedule } from '#config/schedule.ts';
import { pastSeconds } from '#engine/cadence/jumps.ts';
import { pricedSignals } from '#engine/cadence/turns.ts';
import { intend } from '#engine/intend.ts';
import type { Policy } from '#engine/policy.ts';
import { signalsOf, signalsToRead } from '#engine/policy-signals.ts';
import type { ServiceState } from '#engine/state.ts';
import { lookAtAll, lookInTurn } from './flyball-looks.ts';
import { createReadings, isSimulated, type Resolution, type Tell } from './flyball-readings.ts';
import { createOwnPast } from './own-past.ts';
import type { Scaler, Settings, Sight } from './scaler.ts';
import { trialView } from './trial-view.ts';

/** Whether every metric is read on every tick, or each when it is its turn. */
export type Reads = 'every-tick' | 'adaptive';

export type FlyballSetup = {
  /** Among contestants. @default flyball */
  readonly name?: 'flyball' | 'flyball-adaptive';
  readonly policy: Policy;
  /** @default none */
  readonly schedules?: readonly Schedule[];
  /** Which of the service's metrics are read. @default 60 */
  readonly resolutionSeconds?: Resolution;
  /** @default 60, which is as often as EventBridge wakes a function */
  readonly tickSeconds?: 60 | 20;
  /** @default every-tick */
  readonly reads?: Reads;
  /** Signals that no load can tell, told by somebody else. @default nobody */
  readonly tell?: Tell;
  /** Told of every tick which signals it read. @default nobody */
  readonly onReads?: (signals: readonly string[]) => void;
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

const settingsOf = (
  policy: Policy,
  { resolutionSeconds = 60, tickSeconds = 60, reads = 'every-tick' }: FlyballSetup,
): Settings => {
  const targets = policy.rules.flatMap((rule) => (rule.kind === 'track' ? [rule.target] : []));
  const risks = policy.rules.flatMap((rule) => (rule.kind === 'assure' ? [rule.riskRatio] : []));
  return {
    rules: policy.rules.map(({ name }) => name).join(', '),
    ...(targets.length === 1 ? { target: targets[0] ?? 0 } : {}),
    ...(risks.length === 1 ? { riskRatio: risks[0] ?? 0 } : {}),
    metricsSeconds: resolutionSeconds,
    tickSeconds,
    ...(reads === 'adaptive' ? { reads } : {}),
  };
};

const checked = (policy: Policy, tell?: Tell): Policy => {
  const unknown = tell === undefined ? unknownSignals(policy) : [];
  if (unknown.length === 0) return policy;
  throw new RangeError(
    `The policy goes by ${unknown.join(', ')}, which a trace of load says nothing about; try it with rules on cpu, requests or queueDepth`,
  );
};

export const flyball = (setup: FlyballSetup): Scaler => {
  const { schedules = [], tickSeconds = 60 } = setup;
  const { resolutionSeconds = 60, reads = 'every-tick', tell, onReads } = setup;
  // Nobody but the trial carries the answer out, and an observing policy would never see its own.
  const policy: Policy = { ...checked(setup.policy, tell), mode: 'act', challenger: null };
  const atLeastSeconds = reads === 'adaptive' ? pastSeconds : 0;
  const reach = { resolution: resolutionSeconds, tell, atLeastSeconds };
  const readingsAt = createReadings(policy, reach);
  const priced = pricedSignals(policy);
  let [metrics, ticks] = [0, 0];
  const count = (read: readonly string[]): void => {
    metrics += read.filter((signal) => priced.includes(signal)).length;
    ticks += 1;
  };
  const lookAt = reads === 'adaptive' ? lookInTurn(tickSeconds) : lookAtAll;
  return {
    name: setup.name ?? 'flyball',
    settings: settingsOf(policy, setup),
    everySeconds: tickSeconds,
    metricsAMinute: () => (ticks === 0 ? 0 : (metrics / ticks) * (60 / tickSeconds)),
    begin: () => {
      [metrics, ticks] = [0, 0];
      let state: ServiceState | null = null;
      const foresightsAt = createOwnPast(policy);
      return (sight: Sight): number => {
        const { nowMs } = sight;
        const observation = {
          view: trialView(sight),
          readings: {},
          foresights: foresightsAt(sight),
        };
        const windows = activeWindows(schedules, nowMs);
        const input = { policy, observation, state, overrides: [], windows, nowMs };
        const looked = lookAt(input, () => readingsAt(sight));
        onReads?.(looked.read);
        count(looked.read);
        state = intend(looked.state, looked.decision, policy.mode);
        return looked.decision.to;
      };
    },
  };
};
