/** What a backtest cannot know. It is said with every result, since a replay looks more certain than it is. */
import { repairText } from '../loads/load.ts';
import { type Past, saturatedMinutes, saturatedPercent } from './past.ts';
import type { BacktestSetup, Replayed, Result } from './run-backtest.ts';
import { type StartLag, startLagText } from './start-lag.ts';

export const openLoop =
  'The replay is open loop: the load comes as it came then, whatever capacity a policy would have given it. In truth load answers to capacity: users of an overloaded service give up or retry, and clients slow down with it. So read the differences as what each policy would have done about that load, not as a promise.';

const proportional =
  'Load is counted as CPU utilisation times tasks, as if every per cent of CPU were work. What a task burns while idle is taken for load that is shared out anew, so few large tasks look a little better here than they are.';

const saturated = (past: Past): readonly string[] => {
  const minutes = saturatedMinutes(past);
  if (minutes === 0) return [];
  return [
    `In ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} CPU was at ${saturatedPercent} % or more. CPU cannot show more demand than there is capacity, so demand then was at least what is replayed, and perhaps much more.`,
  ];
};

const enoughHours = 24;

const short = ([replay]: readonly Result[]): readonly string[] => {
  const hours = replay?.score.scoredHours ?? 0;
  if (hours >= enoughHours) return [];
  return [
    `Only ${hours.toFixed(1)} hours count, less than a day: take more days before you decide anything.`,
  ];
};

const unknownStarts = ({ counts }: Past): readonly string[] =>
  counts.length > 0
    ? []
    : [
        'Container Insights knows nothing of this service, so tasks that were starting are not in its real task-hours, while the replays pay for theirs.',
      ];

const fastMetrics = (past: Past): readonly string[] =>
  past.samplesPerTask === 1
    ? []
    : [
        `The service seems to have 20-second metrics: its sample counts were divided by ${past.samplesPerTask}. The replays see minutes.`,
      ];

const partly = ({ label, leftOut }: Replayed): readonly string[] =>
  leftOut.length === 0
    ? []
    : [
        `${label} is replayed without what CPU says nothing about: ${leftOut.join(', ')}. Any rule may scale out and all must agree to scale in, so in truth it tends to more tasks than here.`,
      ];

/** The most that ran says what the service was allowed, the replay what a policy would have been. */
const bound = ({ label, outcome }: Result): readonly string[] => {
  const { plant } = outcome;
  return plant.peakTasks <= plant.max
    ? []
    : [
        `${label} may run ${plant.max} tasks at most, but the load asked for up to ${Math.ceil(plant.peakTasks)} at the SLO; raise max if that was not meant.`,
      ];
};

export const cautionsFor = (
  { past, load, policies }: Pick<BacktestSetup, 'past' | 'load' | 'policies'>,
  startLag: StartLag,
  replays: readonly Result[],
): readonly string[] => [
  openLoop,
  proportional,
  ...short(replays),
  ...policies.flatMap(partly),
  ...saturated(past),
  `Tasks take ${startLagText(startLag)}.`,
  ...unknownStarts(past),
  ...fastMetrics(past),
  ...load.repairs.map((repair) => `Of the history, ${repairText(repair)}.`),
  ...replays.flatMap(bound),
];
