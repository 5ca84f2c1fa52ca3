/** The one form of PromQL that the local AWS understands: sums or counts of histograms, by labels, over a range. */
import { AwsError } from '../../aws-error.ts';

export type Matcher = {
  readonly label: string;
  readonly matches: (value: string) => boolean;
};

export type PromqlExpression = {
  readonly by: readonly string[];
  readonly part: 'sum' | 'count';
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  readonly rangeSeconds: number;
};

const text = '"(?:[^"\\\\]|\\\\.)*"';
const whole = new RegExp(
  `^sum by \\((?<by>${text}(?:,${text})*)\\)\\(histogram_(?<part>sum|count)\\(sum_over_time\\(\\{(?<metric>${text})(?<matchers>(?:,${text}=~?${text})*)\\}\\[(?<seconds>\\d+)s\\]\\)\\)\\)$`,
);
const eachText = new RegExp(text, 'g');
const eachMatcher = new RegExp(`,(?<label>${text})(?<operator>=~?)(?<value>${text})`, 'g');

const unquoted = (quoted: string): string => String(JSON.parse(quoted));

/** Prometheus anchors regular expressions at both ends. */
const matcherOf = (label: string, operator: string, value: string): Matcher => {
  if (operator === '=') return { label, matches: (found) => found === value };
  const pattern = new RegExp(`^(?:${value})$`);
  return { label, matches: (found) => pattern.test(found) };
};

export const parsePromql = (query: string): PromqlExpression => {
  const groups = whole.exec(query)?.groups;
  if (groups === undefined) {
    const said = `parse error: the local AWS understands sums of histograms only, not ${query}`;
    throw new AwsError('bad_data', said);
  }
  const { by = '', part, metric = '""', matchers = '', seconds } = groups;
  return {
    by: (by.match(eachText) ?? []).map(unquoted),
    part: part === 'sum' ? 'sum' : 'count',
    metric: unquoted(metric),
    matchers: [...matchers.matchAll(eachMatcher)].map(({ groups: found = {} }) =>
      matcherOf(
        unquoted(found['label'] ?? '""'),
        found['operator'] ?? '=',
        unquoted(found['value'] ?? '""'),
      ),
    ),
    rangeSeconds: Number(seconds),
  };
};
