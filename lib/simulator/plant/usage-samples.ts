/** What the tasks of a minute used, as one sample a task that ran. */
import { censusOf } from './census.ts';
import { mergeSamples, noSamples, repeated, type Samples, sampled } from './samples.ts';
import { noUsage, type Task, type Usage } from './tasks.ts';
import { usedBy } from './usage.ts';

type Percent = 'cpu' | 'memory';

const perTask = (usages: readonly Usage[], what: Percent): Samples =>
  usages.reduce(
    (samples, usage) =>
      usage.seconds > 0 ? mergeSamples(samples, sampled(usage[what] / usage.seconds)) : samples,
    noSamples,
  );

type Used = {
  /** What a task used that ran all the time. */
  readonly shared: Usage;
  /** What tasks used that are gone. */
  readonly departed: readonly Usage[];
};

/** Tasks of which nothing is to be said but that they ran like all others are not looked at one by one. */
export const usageSamples = (
  { shared, departed }: Used,
  tasks: readonly Task[],
): Readonly<Record<Percent, Samples>> => {
  const { ordinary } = censusOf(tasks);
  const alike = shared.seconds > 0 ? ordinary : 0;
  const others =
    alike === tasks.length
      ? []
      : tasks.filter(({ phase, usage }) => phase.kind !== 'running' || usage !== noUsage);
  const usages = [...departed, ...others.map((task) => usedBy(task, shared))];
  const of = (what: Percent): Samples =>
    mergeSamples(repeated(shared[what] / shared.seconds, alike), perTask(usages, what));
  return { cpu: of('cpu'), memory: of('memory') };
};
