/**
 * Metrics by PromQL where enrichment can answer, and by CloudWatch itself where it cannot. What PromQL fails to answer
 * is a failure and nothing else: CloudWatch is not asked instead, at twenty times the price and unnoticed.
 */
import pLimit from 'p-limit';
import type { Point } from '#engine/model.ts';
import type { ReadMetrics } from '../cloudwatch.ts';
import type { Answer, Answers, Question } from '../metrics/question.ts';
import { ask, type Outcome } from './ask.ts';
import { type Enquiry, enquiryOf, type Part, samplesOfOneMetric, seriesKeyOf } from './enriched.ts';
import type { PostQuery } from './post.ts';
import { nameKey, nameKeysOf, queriesFor } from './query.ts';

/** 30 queries at once are allowed in an account, which all workers share; one of them has some ten queries to ask. */
const queriesAtOnce = 3;

type Known =
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'answered'; readonly bySeries: ReadonlyMap<string, readonly Point[]> };

const knownOf = (outcome: Outcome): Known =>
  outcome.kind === 'failed'
    ? { kind: 'failed', cause: outcome.cause }
    : {
        kind: 'answered',
        bySeries: new Map(
          outcome.series.map(({ labels, points }) => [
            seriesKeyOf(outcome.query.enriched, labels),
            points,
          ]),
        ),
      };

const byName = (outcomes: readonly Outcome[]): ReadonlyMap<string, Known> =>
  new Map(
    outcomes.flatMap((outcome) => {
      const known = knownOf(outcome);
      return outcome.query.names.map((name) => [nameKey(outcome.query, name), known] as const);
    }),
  );

const averagesOf = (sums: readonly Point[], counts: readonly Point[]): readonly Point[] => {
  const countAt = new Map(counts.map(({ atMs, value }) => [atMs, value]));
  return sums.flatMap(({ atMs, value }) => {
    const count = countAt.get(atMs) ?? 0;
    return count > 0 ? [{ atMs, value: value / count }] : [];
  });
};

const unasked: Known = { kind: 'failed', cause: 'CloudWatch PromQL was not asked for it' };

const answerTo = (enquiry: Enquiry, known: ReadonlyMap<string, Known>): Answer => {
  const { enriched, question } = enquiry;
  const series = seriesKeyOf(enriched, question.source.dimensions);
  const points = new Map<Part, readonly Point[]>();
  for (const [part, key] of nameKeysOf(enquiry)) {
    const found = known.get(key) ?? unasked;
    if (found.kind === 'failed') return found;
    points.set(part, found.bySeries.get(series) ?? []);
  }
  const { sum, count } = { sum: points.get('sum'), count: points.get('count') };
  if (sum !== undefined && count !== undefined) {
    return { kind: 'points', points: averagesOf(sum, count) };
  }
  return { kind: 'points', points: sum ?? count ?? [] };
};

/** Samples as so many metrics of GetMetricData as cost the same, which is what ledger and ceiling count. */
const asMetrics = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, { samples }) => sum + samples, 0) / samplesOfOneMetric;

export type PromqlPlaces = {
  readonly post: PostQuery;
  /** Whose services they are. */
  readonly account: string;
  /** Whom to ask for the rest. */
  readonly others: ReadMetrics;
};

export const createPromqlReadMetrics =
  ({ post, account, others }: PromqlPlaces): ReadMetrics =>
  async (questions, deadline, freeRequests): Promise<Answers> => {
    const enquiries = new Map<Question, Enquiry>();
    for (const question of questions) {
      const enquiry = enquiryOf(question);
      if (enquiry !== null) enquiries.set(question, enquiry);
    }
    const rest = questions.filter((question) => !enquiries.has(question));
    const queries = queriesFor([...enquiries.values()]);
    const [outcomes, answers] = await Promise.all([
      pLimit(queriesAtOnce).map(queries, (query) => ask(query, { post, account, deadline })),
      others(rest, deadline, freeRequests),
    ]);
    const known = byName(outcomes.flat());
    return {
      ...answers,
      to: (question) => {
        const enquiry = enquiryOf(question);
        return enquiry === null ? answers.to(question) : answerTo(enquiry, known);
      },
      billedMetrics: answers.billedMetrics + asMetrics(outcomes.flat()),
    };
  };
