/** A query until it is answered in full: what was cut off is never taken for absence, but asked again by halves. */
import type { Deadline } from '#lib/ports.ts';
import { textOf } from '../aws-error.ts';
import { call } from '../call.ts';
import { type PromqlSeries, parseAnswer } from './answer.ts';
import type { PostQuery } from './post.ts';
import { formOf, halvesOf, type PromqlQuery } from './query.ts';

export type Outcome = { readonly query: PromqlQuery } & (
  | { readonly kind: 'answered'; readonly series: readonly PromqlSeries[] }
  | { readonly kind: 'failed'; readonly cause: string }
) & {
    /** Samples that were scanned for it, which is what is billed: each is in one period, and has one value there. */
    readonly samples: number;
  };

export type Asking = {
  readonly post: PostQuery;
  readonly account: string;
  readonly deadline: Deadline;
};

/** 200 names down to 13: 40 series each would have to be behind one name, and no query becomes more than 31. */
const splitsAtMost = 4;

const samplesIn = (series: readonly PromqlSeries[]): number =>
  series.reduce((sum, { points }) => sum + points.length, 0);

const askOnce = async (query: PromqlQuery, { post, account, deadline }: Asking) => {
  const text = await call('CloudWatch PromQL query_range', deadline, ({ abortSignal }) =>
    post(formOf(query, account), abortSignal),
  );
  return parseAnswer(text, query.window.periodSeconds);
};

const failed = (query: PromqlQuery, cause: string, samples: number): Outcome => ({
  kind: 'failed',
  query,
  cause,
  samples,
});

export const ask = async (
  query: PromqlQuery,
  asking: Asking,
  splitsLeft: number = splitsAtMost,
): Promise<readonly Outcome[]> => {
  try {
    const { series, warnings } = await askOnce(query, asking);
    const samples = samplesIn(series);
    if (warnings.length === 0) return [{ kind: 'answered', query, series, samples }];
    const halves = splitsLeft > 0 ? halvesOf(query) : null;
    const cause = `CloudWatch answered in part: ${warnings.join('; ')}`;
    if (halves === null) return [failed(query, cause, samples)];
    const again: Outcome[] = [{ ...failed(query, cause, samples), query: { ...query, names: [] } }];
    // One after the other: a query waits for its turn among others once.
    for (const half of halves) again.push(...(await ask(half, asking, splitsLeft - 1)));
    return again;
  } catch (error) {
    return [failed(query, textOf(error), 0)];
  }
};
