/** Decisions a second on one core: `node bench/decide.ts`. A window of 30 minutes, one to three rules. */
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { decide } from '#engine/decide.ts';
import type { DecideInput, Point, Reading } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import { noStrikes } from '#engine/strikes.ts';
import { median, printTable } from './table.ts';

const minuteMs = 60_000;
const nowMs = Date.UTC(2026, 10, 2, 9, 0);
const windowMinutes = 30;
const home = { account: '123456789012', region: 'us-east-1' };
const id = { ...home, cluster: 'shop', name: 'web' };

const rules = [
  '{ kind: track, signal: cpu, target: 60 }',
  '{ kind: track, signal: requestsPerTask, target: 1000 }',
  '{ kind: step, signal: latency, steps: [{ from: 300, to: 600, add: 1 }, { from: 600, add: 3 }] }',
];

const policyWith = (count: number): Policy => {
  const yaml = `
defaults: { mode: act, max: 100, stabilize: { in: ${windowMinutes}m }, rules: [${rules.slice(0, count).join(', ')}] }
`;
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const resolved = resolvePolicy(parsed.fleet, home, id, {});
  if (resolved.kind === 'invalid') throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
};

/** A wave with its own phase for each service, so that they do not all decide alike. */
const wave = (service: number, minute: number): number =>
  0.5 + 0.4 * Math.sin((minute + service * 7) / 9);

const seriesOf = (service: number, scale: number, tasks: number | null): Reading => ({
  kind: 'series',
  points: Array.from({ length: windowMinutes + 1 }, (_, minute): Point => {
    const atMs = nowMs - (windowMinutes + 2 - minute) * minuteMs;
    const value = scale * wave(service, minute);
    return tasks === null ? { atMs, value } : { atMs, value, tasks };
  }),
});

/** Long known, scaled twice within the window. */
const inputOf = (policy: Policy, service: number): DecideInput => {
  const desired = 4 + (service % 9);
  const action = (minutesAgo: number, from: number, to: number) =>
    ({ atMs: nowMs - minutesAgo * minuteMs, from, to, urgency: 'low' }) as const;
  const lastIn = action(21, desired + 1, desired - 1);
  const lastOut = action(12, desired - 1, desired);
  return {
    policy,
    nowMs,
    overrides: [],
    windows: [],
    observation: {
      view: {
        id,
        desired,
        running: desired,
        pending: 0,
        rollout: 'steady',
        failedTasks: 0,
        targetGroupArns: [],
        tags: {},
      },
      readings: {
        cpu: seriesOf(service, 100, desired),
        requestsPerTask: seriesOf(service, 1500 * desired, null),
        latency: seriesOf(service, 500, null),
      },
    },
    state: {
      firstSeenMs: nowMs - 86_400_000,
      knownDesired: desired,
      lastOut,
      lastIn,
      recent: [lastIn, lastOut],
      intent: null,
      foreign: null,
      held: {},
      breaker: { kind: 'closed' },
      strikes: noStrikes,
      losses: { running: desired, recent: [] },
      cadence: {},
      sight: null,
      recorded: 'hold',
    },
  };
};

const services = 256;
const rounds = 7;
const roundMs = 700;
/** Asking for the processor time is a system call, which in a sandbox costs as much as sixty decisions. */
const passesBetweenLooks = 20;

/** Of processor time, all threads, so that others on the machine do not count. */
const busyMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const decisionsASecond = (inputs: readonly DecideInput[]): number => {
  const startMs = busyMs();
  let decided = 0;
  // What is decided is used, or there would be nothing to keep an optimiser from skipping it.
  let tasks = 0;
  while (busyMs() - startMs < roundMs) {
    for (let pass = 0; pass < passesBetweenLooks; pass += 1) {
      for (const input of inputs) tasks += decide(input).decision.to;
    }
    decided += passesBetweenLooks * inputs.length;
  }
  if (tasks === 0)
    throw new Error('every service was decided down to zero, so nothing is measured');
  return decided / ((busyMs() - startMs) / 1000);
};

const measure = (count: number) => {
  const policy = policyWith(count);
  const inputs = Array.from({ length: services }, (_, service) => inputOf(policy, service));
  const moved = inputs.filter(
    (input) => decide(input).decision.to !== input.observation.view.desired,
  );
  const rates = Array.from({ length: rounds }, () => decisionsASecond(inputs));
  const rate = median(rates);
  return [count, rate, 1e6 / rate, Math.max(...rates), `${moved.length} of ${services}`] as const;
};

printTable(`decide: ${windowMinutes}-minute window, one core's time, Node ${process.version}`, [
  ['rules', 'decisions/s', 'µs each', 'best/s', 'that move'],
  ...[1, 2, 3].map(measure),
]);
