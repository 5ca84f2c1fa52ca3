/** The report of a comparison: Flyball against target tracking with 60-second metrics, and everyone else beside. */
import type { Comparison, Course, DemandCourse, TrialPlant } from '../comparison/comparison.ts';
import { type Repair, repairText } from '../loads/load.ts';
import type { ScalerName } from '../scalers/scaler.ts';
import type { TaskPrice } from '../scores/cost.ts';
import { warmUpMs } from '../trial/recorder.ts';
import { equalTerms } from './equal-terms.ts';
import { plain } from './numbers.ts';
import type { Contender, Fact, Report, Role, Series } from './report.ts';
import { verdictOf } from './verdict.ts';

const labels: Readonly<Record<ScalerName, string>> = {
  flyball: 'Flyball',
  'flyball-adaptive': 'Flyball, adaptive reads',
  'aas-60': 'Target tracking, 60 s',
  'aas-20': 'Target tracking, 20 s',
  'aas-step': 'Step scaling',
  'aas-predictive': 'AWS predictive',
  hpa: 'Kubernetes HPA',
  knative: 'Knative',
  keda: 'KEDA',
  'static-peak': 'Static at peak',
  'static-mean': 'Static at mean',
  oracle: 'Oracle',
};

const roleOf = (name: ScalerName): Role => {
  if (name === 'flyball') return 'subject';
  if (name === 'aas-60') return 'rival';
  return name === 'oracle' ? 'limit' : 'peer';
};

const priceText = (price: TaskPrice): string =>
  `${plain(price.vcpu)} vCPU at $${price.dollarsPerVcpuHour} and ${plain(price.memoryGb)} GB at $${price.dollarsPerGbHour} an hour`;

const priceFacts = (price: TaskPrice | undefined): readonly Fact[] =>
  price === undefined ? [] : [{ term: 'Price of a task', value: priceText(price) }];

const factsOf = (plant: TrialPlant, price: TaskPrice | undefined): readonly Fact[] => [
  { term: 'Capacity of a task', value: `${plain(plant.capacityPerTask)} a second` },
  { term: 'Tasks at the peak', value: plain(plant.peakTasks) },
  { term: 'Start lag', value: `${plain(plant.startLagSeconds)} s` },
  { term: 'Metric delay', value: `${plain(plant.metricDelaySeconds)} s` },
  { term: 'SLO', value: `utilisation up to ${plain(plant.sloPercent)} %` },
  { term: 'Bounds', value: `${plant.min} to ${plant.max} tasks` },
  { term: 'Seed', value: String(plant.seed) },
  ...priceFacts(price),
];

export type ComparisonRun = {
  readonly comparison: Comparison;
  readonly demand: DemandCourse;
  readonly courses: readonly Course[];
  /** Which steps of the demand count. @default all but the first hour */
  readonly scored?: readonly boolean[];
  /** What was put right in the trace. @default nothing */
  readonly repairs?: readonly Repair[];
  /** @default not told */
  readonly price?: TaskPrice;
  /** The command line that made it. */
  readonly command: string;
};

const contendersOf = ({ comparison, courses }: ComparisonRun): readonly Contender[] =>
  comparison.scalers.map(({ name, ...score }) => {
    const course = courses.find((each) => each.name === name);
    return {
      label: labels[name],
      role: roleOf(name),
      score,
      running: course === undefined ? null : { ...course, tasks: course.running },
      frontier: comparison.frontier.filter((point) => point.name === name),
    };
  });

const scoredOnly = (demand: DemandCourse, scored: ComparisonRun['scored']): Series => {
  const afterWarmUp = (index: number): boolean => index * demand.everySeconds * 1000 >= warmUpMs;
  return {
    ...demand,
    tasks: demand.tasks.map((tasks, index) =>
      (scored?.[index] ?? afterWarmUp(index)) ? tasks : null,
    ),
  };
};

const order: readonly Role[] = ['subject', 'rival', 'peer', 'limit'];

/** What adaptive reads cost is how many more tasks it takes to be as safe. */
const adaptiveTerms = (contenders: readonly Contender[]): readonly string[] => {
  const named = (name: ScalerName): Contender | null =>
    contenders.find(({ label }) => label === labels[name]) ?? null;
  const terms = equalTerms(named('flyball-adaptive'), named('flyball'));
  return terms === null ? [] : [terms];
};

const findingsOf = (contenders: readonly Contender[]): Report['findings'] => {
  const [subject, ...others] = contenders;
  if (subject?.role !== 'subject') return ['What each autoscaler did with the same load.'];
  const [first, ...rest] = others
    .filter(({ role }) => role !== 'limit')
    .map((other) => verdictOf(subject, other));
  rest.unshift(...adaptiveTerms(contenders));
  return [first ?? `${subject.label} ran alone: there is nobody to compare it with.`, ...rest];
};

export const comparisonReport = (run: ComparisonRun): Report => {
  const contenders = contendersOf(run).toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
  );
  return {
    title: run.comparison.trace,
    findings: findingsOf(contenders),
    contenders,
    demand: scoredOnly(run.demand, run.scored),
    facts: factsOf(run.comparison.plant, run.price),
    fairness:
      'All had the same load, the same plant and the same sight of it, each as late as it would be. The first hour counts for nobody. The load is replayed and does not react: nobody gives up or tries again.',
    cautions: (run.repairs ?? []).map((repair) => `Of the trace, ${repairText(repair)}.`),
    command: run.command,
  };
};
