/** Whether the metrics that a service is scaled by are there and fresh, and its load balancer found. */
import { freshenAll } from '#engine/freshness.ts';
import type { Reading } from '#engine/model.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { signalsOf, signalsToRead } from '#engine/policy-signals.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

const whereFrom: Readonly<Record<SignalDefinition['kind'], string>> = {
  cpu: 'ECS publishes it while tasks run: check that they do, and the names of cluster and service',
  memory:
    'ECS publishes it while tasks run: check that they do, and the names of cluster and service',
  requests: 'the load balancer publishes it per target group while there are requests',
  latency: 'the load balancer publishes it per target group while there are requests',
  errors: 'the load balancer publishes it per target group while there are requests',
  queueDepth: 'check the URL of the queue, and that the tick may read its attributes',
  queueAge: 'check the URL of the queue; SQS publishes its age only while messages wait',
  custom: 'check namespace, metric, dimensions and statistic, letter by letter',
  expression: 'check the expression, and its metrics letter by letter',
  formula: 'check the signals that it is made of',
};

const ofLoadBalancer: ReadonlySet<SignalDefinition['kind']> = new Set([
  'requests',
  'latency',
  'errors',
]);

const readingFinding = (
  name: string,
  kind: SignalDefinition['kind'],
  reading: Reading,
): Finding => {
  const todo = whereFrom[kind];
  switch (reading.kind) {
    case 'series': {
      const newest = reading.points.at(-1);
      return fine(
        `signal ${name}: ${reading.points.length} points, the newest of ${newest === undefined ? 'no time' : new Date(newest.atMs).toISOString()}`,
      );
    }
    case 'stale':
      return wrong(`signal ${name} is ${reading.ageSeconds} s old, too old to be believed`, todo);
    case 'absent':
      return wrong(`signal ${name} has no data at all`, todo);
    case 'failed':
      return wrong(`signal ${name} could not be read: ${reading.cause}`, todo);
    case 'unread':
      return note(`signal ${name} was not due to be read`, 'ask again in a few minutes');
    default:
      return reading satisfies never;
  }
};

/** Nothing runs, so nothing is measured, and that is as it should be. */
const isAsleep = ({ observation: { view } }: Assessed): boolean =>
  view.running === 0 && view.desired === 0;

export const signalFindings = (assessed: Assessed): readonly Finding[] => {
  const { policy, observation, decision } = assessed;
  const definitions = signalsOf(policy);
  const readings = freshenAll(observation.readings, decision.atMs, policy.staleAfterSeconds);
  if (isAsleep(assessed)) return [note('it is at zero tasks', 'nothing, if it is meant to sleep')];
  return signalsToRead(policy).map((name): Finding => {
    const kind = definitions[name]?.kind ?? 'custom';
    if (ofLoadBalancer.has(kind) && observation.view.targetGroupArns.length === 0) {
      return wrong(
        `signal ${name} needs a load balancer, and the service has no target group`,
        'attach a target group in ECS, or scale by another signal',
      );
    }
    return readingFinding(name, kind, readings[name] ?? { kind: 'absent' });
  });
};
