/** The source of all signals: sorts reads by where their numbers are kept, and asks each place once. */
import type { Reading } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Deadline, SignalSource } from '#lib/ports.ts';
import type { ReadMetrics } from './cloudwatch.ts';
import { type Answered, groupByService } from './group-by-service.ts';
import type { FindAttachments } from './load-balancers.ts';
import { type MetricDefinition, recipeFor } from './metrics/recipes.ts';
import type { Depth, ReadDepths } from './queues.ts';

export type SignalPlaces = {
  readonly readMetrics: ReadMetrics;
  readonly findAttachments: FindAttachments;
  readonly readDepths: ReadDepths;
};

type MetricRead = { readonly read: Read; readonly definition: MetricDefinition };
type DepthRead = { readonly read: Read; readonly queueUrl: string };

const metricReadsOf = (reads: readonly Read[]): readonly MetricRead[] =>
  reads.flatMap((read) =>
    read.definition.kind === 'queueDepth' ? [] : [{ read, definition: read.definition }],
  );

const depthReadsOf = (reads: readonly Read[]): readonly DepthRead[] =>
  reads.flatMap((read) =>
    read.definition.kind === 'queueDepth' ? [{ read, queueUrl: read.definition.queueUrl }] : [],
  );

const balancerSignals: ReadonlySet<string> = new Set(['requests', 'latency', 'errors']);

const targetGroupsOf = (reads: readonly MetricRead[]): readonly string[] =>
  reads.flatMap(({ read, definition }) =>
    balancerSignals.has(definition.kind) ? read.targetGroupArns : [],
  );

/** SQS answers for now and nothing else, so the reading is one point, at the end of what was asked for. */
const depthReading = ({ read, queueUrl }: DepthRead, depth: Depth | undefined): Reading => {
  if (depth === undefined) return { kind: 'failed', cause: `SQS was not asked for ${queueUrl}` };
  if (depth.kind === 'failed') return depth;
  return { kind: 'series', points: [{ atMs: read.endMs, value: depth.count }] };
};

const newestEndMs = (reads: readonly MetricRead[]): number =>
  reads.reduce((newest, { read: { endMs } }) => Math.max(newest, endMs), 0);

type MetricAnswers = {
  readonly answered: readonly Answered[];
  readonly billedMetrics: number;
  readonly freeRequests: number;
};

const readFromCloudWatch = async (
  { findAttachments, readMetrics }: SignalPlaces,
  reads: readonly MetricRead[],
  deadline: Deadline,
  freeRequests: number,
): Promise<MetricAnswers> => {
  const nowMs = newestEndMs(reads);
  const attachments = await findAttachments(targetGroupsOf(reads), nowMs, deadline);
  const recipes = reads.map(({ read, definition }) => ({
    read,
    recipe: recipeFor({ read, definition, attachments }),
  }));
  const questions = recipes.flatMap(({ recipe }) => recipe.questions);
  const answers = await readMetrics(questions, deadline, freeRequests);
  return {
    answered: recipes.map(({ read, recipe }) => ({ read, reading: recipe.combine(answers.to) })),
    billedMetrics: answers.billedMetrics,
    freeRequests: answers.freeRequests ?? 0,
  };
};

const readFromQueues = async (
  { readDepths }: SignalPlaces,
  reads: readonly DepthRead[],
  deadline: Deadline,
): Promise<readonly Answered[]> => {
  const depths = await readDepths(
    reads.map(({ queueUrl }) => queueUrl),
    deadline,
  );
  return reads.map((depthRead) => ({
    read: depthRead.read,
    reading: depthReading(depthRead, depths.get(depthRead.queueUrl)),
  }));
};

export const createSignalSource = (places: SignalPlaces): SignalSource => ({
  read: async (reads, deadline, freeRequests = 0) => {
    const [metrics, depths] = await Promise.all([
      readFromCloudWatch(places, metricReadsOf(reads), deadline, freeRequests),
      readFromQueues(places, depthReadsOf(reads), deadline),
    ]);
    return {
      readings: groupByService([...metrics.answered, ...depths]),
      billedMetrics: metrics.billedMetrics,
      freeRequests: metrics.freeRequests,
    };
  },
});
