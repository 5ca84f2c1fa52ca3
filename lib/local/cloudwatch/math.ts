/** What a metric math expression comes to: a number, or a value at each moment where all parts have one. */
import type { Expression, Filling, Operator } from './math-parser.ts';
import type { Series } from './series.ts';

export type Value = number | Series;

export type MathContext = {
  readonly series: (id: string) => Value;
  /** Every period of the request that is over, for FILL. */
  readonly periods: readonly number[];
  /** Of a metric, in seconds. */
  readonly periodSeconds: (id: string) => number;
};

const apply: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const at = (value: Value, ms: number): number | undefined =>
  typeof value === 'number' ? value : value.get(ms);

const combine = (operator: Operator, left: Value, right: Value): Value => {
  if (typeof left === 'number' && typeof right === 'number') return apply[operator](left, right);
  const moments = typeof left === 'number' ? right : left;
  if (typeof moments === 'number') return apply[operator](moments, moments);
  const points = new Map<number, number>();
  for (const ms of moments.keys()) {
    const [a, b] = [at(left, ms), at(right, ms)];
    if (a === undefined || b === undefined) continue;
    const value = apply[operator](a, b);
    // Division by zero yields no point.
    if (Number.isFinite(value)) points.set(ms, value);
  }
  return points;
};

const interpolate = (series: Series, ms: number): number | undefined => {
  const before = [...series].findLast(([moment]) => moment < ms);
  const after = [...series].find(([moment]) => moment > ms);
  if (before === undefined || after === undefined) return undefined;
  const share = (ms - before[0]) / (after[0] - before[0]);
  return before[1] + (after[1] - before[1]) * share;
};

const filledAt = (series: Series, ms: number, filling: Filling): number | undefined => {
  if (filling === 'REPEAT') return [...series].findLast(([moment]) => moment < ms)?.[1];
  if (filling === 'LINEAR') return interpolate(series, ms);
  return filling;
};

/** A metric without a single point in the range has nothing to fill. */
const fill = (value: Value, filling: Filling, periods: readonly number[]): Value => {
  if (typeof value === 'number' || value.size === 0) return value;
  const points = periods.map((ms) => [ms, value.get(ms) ?? filledAt(value, ms, filling)] as const);
  return new Map(points.filter((point): point is [number, number] => point[1] !== undefined));
};

export const evaluate = (expression: Expression, context: MathContext): Value => {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'reference':
      return context.series(expression.id);
    case 'negate':
      return combine('*', -1, evaluate(expression.of, context));
    case 'binary': {
      const { operator, left, right } = expression;
      return combine(operator, evaluate(left, context), evaluate(right, context));
    }
    case 'fill':
      return fill(evaluate(expression.of, context), expression.with, context.periods);
    case 'period':
      return context.periodSeconds(expression.id);
    default:
      return expression satisfies never;
  }
};
