/** Everyone of a bench, Flyball's variants included, in the order of the columns. */
import type { FrontierPoint, ScalerScore } from '#simulator/comparison/comparison.ts';
import type { TraceResult } from './trace-job.ts';

export type Entrant = {
  readonly label: string;
  readonly score: ScalerScore;
  readonly frontier: readonly FrontierPoint[];
};

const labels: Readonly<Record<string, string>> = {
  flyball: 'Flyball',
  'flyball-20': 'Flyball, 20-s points',
  'flyball-20-20': 'Flyball, 20-s points and ticks',
  'aas-60': 'Target tracking, 60 s',
  'aas-20': 'Target tracking, 20 s',
  'aas-step': 'Step scaling',
  'aas-predictive': 'AWS predictive',
  hpa: 'HPA',
  knative: 'Knative',
  keda: 'KEDA',
  'static-peak': 'Static, peak',
  'static-mean': 'Static, mean',
  oracle: 'Oracle',
};

const labelled = (name: string): string => labels[name] ?? name;

export const entrantsOf = ({ comparison, variants }: TraceResult): readonly Entrant[] => {
  const named = comparison.scalers.map((score) => ({
    label: labelled(score.name),
    score,
    frontier: comparison.frontier.filter(({ name }) => name === score.name),
  }));
  const fast = variants.map(({ name, score, frontier }) => ({
    label: labelled(name),
    score,
    frontier,
  }));
  return [...named.slice(0, 1), ...fast, ...named.slice(1)];
};

export const entrantNamed = (result: TraceResult, name: string): Entrant => {
  const found = entrantsOf(result).find(({ label }) => label === labelled(name));
  if (found !== undefined) return found;
  throw new Error(`${name} took no part in ${result.comparison.trace}`);
};
