/** Whether a tick of so many services fits into what ECS and CloudWatch allow an account and region. */
import { signalsToRead } from '#engine/policy-signals.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** ECS: DescribeServices and ListServices share 100 at once and 20 a second; a call has ten services. */
const describe = { perCall: 10, burst: 100, perSecond: 20 } as const;
/** ECS: UpdateService shares 50 at once and 5 a second with deployments. */
const update = { burst: 50, perSecond: 5 } as const;
/** CloudWatch: GetMetricData, 500 queries a call and 50 calls a second. */
const metricData = { perCall: 500, burst: 50, perSecond: 50 } as const;

/** Reading must leave room for deciding and acting. */
const shareOfInterval = 0.5;

type Bucket = { readonly burst: number; readonly perSecond: number };

const secondsFor = (calls: number, { burst, perSecond }: Bucket): number =>
  Math.max(0, calls - burst) / perSecond;

export type FleetSize = {
  readonly services: number;
  /** Queries of one tick; a metric's statistics are one each. */
  readonly metrics: number;
  readonly intervalSeconds: number;
};

export const fleetSize = (
  services: number,
  assessed: readonly Pick<Assessed, 'policy'>[],
  intervalSeconds: number,
): FleetSize => ({
  services,
  metrics: assessed.reduce((sum, { policy }) => sum + 2 * signalsToRead(policy).length, 0),
  intervalSeconds,
});

const readingFinding = ({ services, metrics, intervalSeconds }: FleetSize): Finding => {
  const describing = Math.ceil(services / describe.perCall);
  const reading = Math.ceil(metrics / metricData.perCall);
  const seconds = Math.max(secondsFor(describing, describe), secondsFor(reading, metricData));
  const what = `${services} services take ${describing} calls of DescribeServices and ${reading} of GetMetricData a tick, about ${Math.ceil(seconds)} s beyond the burst of their quotas`;
  if (seconds <= shareOfInterval * intervalSeconds) return fine(what);
  return wrong(
    `${what}, more than half of the ${intervalSeconds} s between ticks`,
    'ask AWS Support for a higher rate of "service read" in ECS, or tick less often (parameter Schedule)',
  );
};

const changingFinding = ({ services, intervalSeconds }: FleetSize): Finding => {
  const changes = update.burst + update.perSecond * intervalSeconds;
  if (services <= changes) return fine(`all ${services} services could change in one tick`);
  return note(
    `at most ${changes} of ${services} services can change in one tick, since ECS takes ${update.perSecond} UpdateService a second; the most urgent go first`,
    'ask AWS Support for a higher rate of "service modify" in ECS if whole fleets rise at once',
  );
};

export const quotaFindings = (size: FleetSize): readonly Finding[] => [
  readingFinding(size),
  changingFinding(size),
];
