/** Queries of many services each, made of questions about one. */
import { chunksOf } from '#lib/chunks.ts';
import type { Window } from '../metrics/question.ts';
import { type Enquiry, type Enriched, labelsOf, type Part } from './enriched.ts';

export type PromqlQuery = {
  readonly metric: string;
  readonly part: Part;
  readonly enriched: Enriched;
  readonly fixed: Readonly<Record<string, string>>;
  /** Values of the listed label. */
  readonly names: readonly string[];
  readonly window: Window;
};

/** 500 series are answered at most; a service whose tags changed within the window has two before they are summed. */
const namesPerQuery = 200;

type Asked = Omit<PromqlQuery, 'names'> & { readonly name: string };

const askedBy = ({ question, enriched, parts }: Enquiry): readonly Asked[] => {
  const { metric, dimensions } = question.source;
  const fixed = Object.fromEntries(enriched.fixed.map((label) => [label, dimensions[label] ?? '']));
  const name = dimensions[enriched.listed] ?? '';
  return parts.map((part) => ({ metric, part, enriched, fixed, name, window: question.window }));
};

const togetherKey = ({ metric, part, enriched, fixed, window }: Omit<Asked, 'name'>): string =>
  JSON.stringify([metric, part, enriched.listed, fixed, window]);

/** What was asked of one name, as a key: of the question's part and of the query that answers it. */
export const nameKey = (asked: Omit<Asked, 'name'>, name: string): string =>
  `${togetherKey(asked)} ${name}`;

export const nameKeysOf = (enquiry: Enquiry): ReadonlyMap<Part, string> =>
  new Map(askedBy(enquiry).map((asked) => [asked.part, nameKey(asked, asked.name)]));

export const queriesFor = (enquiries: readonly Enquiry[]): readonly PromqlQuery[] =>
  [...Map.groupBy(enquiries.flatMap(askedBy), togetherKey).values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const { name: _, ...shared } = first;
    const names = [...new Set(together.map(({ name }) => name))].toSorted();
    return chunksOf(names, namesPerQuery).map((some) => ({ ...shared, names: some }));
  });

/** Each half of its names; `null` where there is only one left. */
export const halvesOf = (query: PromqlQuery): readonly PromqlQuery[] | null => {
  const { names } = query;
  if (names.length < 2) return null;
  const middle = Math.ceil(names.length / 2);
  return [names.slice(0, middle), names.slice(middle)].map((some) => ({ ...query, names: some }));
};

const quoted = (text: string): string => JSON.stringify(text);

/** Names are matched by a regular expression, and hold nothing that means something there by AWS's rules of today. */
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const selectorOf = ({ metric, enriched, fixed, names }: PromqlQuery, account: string): string =>
  [
    quoted(metric),
    // In an account that gathers the metrics of others, services of one name would be summed.
    `"@resource.cloud.account.id"=${quoted(account)}`,
    ...Object.entries(fixed).map(([label, value]) => `${quoted(label)}=${quoted(value)}`),
    ...enriched.without.map((label) => `${quoted(label)}=""`),
    `${quoted(enriched.listed)}=~${quoted(names.map(literally).join('|'))}`,
  ].join(',');

/**
 * `sum_over_time` over a period holds just that period's histogram, where a bare selector would repeat the last value
 * for five minutes and make a stale metric look fresh. The outer sum drops resource tags, which may change midway.
 */
export const expressionOf = (query: PromqlQuery, account: string): string => {
  const by = labelsOf(query.enriched).map(quoted).join(',');
  const { periodSeconds } = query.window;
  return `sum by (${by})(histogram_${query.part}(sum_over_time({${selectorOf(query, account)}}[${periodSeconds}s])))`;
};

/** A period is evaluated at its end, and CloudWatch names it by its start. */
export const formOf = (query: PromqlQuery, account: string): URLSearchParams => {
  const { startMs, endMs, periodSeconds } = query.window;
  return new URLSearchParams({
    query: expressionOf(query, account),
    start: String(startMs / 1000 + periodSeconds),
    end: String(endMs / 1000),
    step: `${periodSeconds}s`,
  });
};
