/** One trace of the bench: who it is, and how Flyball and everyone else did on it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Comparison, FrontierPoint, ScalerScore } from '#simulator/comparison/comparison.ts';
import { type Field, runComparison, sweep } from '#simulator/comparison/run-comparison.ts';
import { findGenerated, generateLoad } from '#simulator/loads/generated/catalogue.ts';
import { type Load, repairText } from '#simulator/loads/load.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';
import { usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { usualCpuTarget } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';
import { usualPlant, type Work } from '#simulator/trial/setup.ts';

/** A CSV file, or the name of a generated load. */
export type TraceJob =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'generated'; readonly name: string; readonly work: Work };

/** Flyball with points of 20 s, at a tick a minute and at three. */
export type Variant = {
  readonly name: 'flyball-20' | 'flyball-20-20';
  readonly score: ScalerScore;
  readonly frontier: readonly FrontierPoint[];
};

export type TraceResult = {
  readonly comparison: Comparison;
  readonly work: Work;
  readonly days: number;
  readonly everySeconds: number;
  readonly repairs: readonly string[];
  readonly variants: readonly Variant[];
};

export const labelOf = (job: TraceJob): string => {
  if (job.kind === 'file') return basename(job.path, '.csv');
  return job.work === 'jobs' ? `${job.name}, as a queue` : job.name;
};

/** The values of a file are taken as requests. */
const workOf = (job: TraceJob): Work => (job.kind === 'file' ? 'requests' : job.work);

const loadOf = async (job: TraceJob): Promise<Load> => {
  if (job.kind === 'generated') {
    const generated = findGenerated(job.name);
    if (generated === null) throw new Error(`There is no generated trace ${job.name}`);
    return generateLoad(generated, usualPlant.seed);
  }
  const parsed = parseLoad(labelOf(job), await readFile(job.path, 'utf8'));
  if (parsed.kind === 'valid') return parsed.load;
  throw new Error(`${job.path}: ${parsed.problem}`);
};

const fast = [
  { name: 'flyball-20', resolutionSeconds: 20, tickSeconds: 60 },
  { name: 'flyball-20-20', resolutionSeconds: 20, tickSeconds: 20 },
] as const;

const variantsOn = (field: Field): readonly Variant[] =>
  fast.map(({ name, ...pace }) => {
    const contestant = usualFlyball({ ...field, targetPercent: usualCpuTarget }, pace);
    const { points, usual } = sweep(field, contestant, () => undefined);
    const [trial] = usual;
    if (trial === undefined) throw new Error(`${name} was not tried at ${usualCpuTarget} %`);
    return { name, score: trial.score, frontier: points };
  });

export const runTraceJob = async (
  job: TraceJob,
  onProgress: (doneRatio: number) => void,
): Promise<TraceResult> => {
  const load = await loadOf(job);
  const field: Field = { load, plant: usualPlant, work: workOf(job), price: usualPrice };
  const targetPercent = usualCpuTarget;
  const flyball = usualFlyball({ ...field, targetPercent }, {});
  const { comparison } = runComparison({ ...field, flyball, targetPercent, onProgress });
  return {
    comparison,
    work: field.work,
    days: (load.endMs - load.startMs) / 86_400_000,
    everySeconds: load.everySeconds,
    repairs: load.repairs.map(repairText),
    variants: variantsOn(field),
  };
};
