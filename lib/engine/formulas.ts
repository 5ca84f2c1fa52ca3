/**
 * Signals that are computed from others, moment by moment. A moment at which the formula has no value is left out,
 * and a formula without any moment is without data like any other signal.
 */
import type { Formula } from './formula.ts';
import type { Point, Reading, Readings } from './model.ts';
import type { SignalDefinition } from './policy.ts';
import { inputsOf } from './policy-signals.ts';

type Values = ReadonlyMap<string, ReadonlyMap<number, Point>>;

const arithmetic = (
  operator: '+' | '-' | '*' | '/',
  left: number | null,
  right: number | null,
): number | null => {
  if (left === null || right === null) return null;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
    default:
      return operator satisfies never;
  }
};

const aggregate = (name: 'max' | 'min' | 'sum' | 'avg', values: readonly number[]): number => {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'max':
      return Math.max(...values);
    case 'min':
      return Math.min(...values);
    case 'sum':
      return sum;
    case 'avg':
      return sum / values.length;
    default:
      return name satisfies never;
  }
};

/** `null` where an input has no value at that moment and nothing stands in for it. */
const valueAt = (formula: Formula, values: Values, atMs: number): number | null => {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'signal':
      return values.get(formula.name)?.get(atMs)?.value ?? null;
    case 'negate': {
      const value = valueAt(formula.of, values, atMs);
      return value === null ? null : -value;
    }
    case 'binary': {
      const left = valueAt(formula.left, values, atMs);
      if (formula.operator === '??') return left ?? valueAt(formula.right, values, atMs);
      return arithmetic(formula.operator, left, valueAt(formula.right, values, atMs));
    }
    case 'call': {
      const all = formula.arguments.map((each) => valueAt(each, values, atMs));
      const known = all.filter((value) => value !== null);
      return known.length < all.length ? null : aggregate(formula.name, known);
    }
    default:
      return formula satisfies never;
  }
};

const seriesOf = (reading: Reading | undefined): readonly Point[] =>
  reading?.kind === 'series' ? reading.points : [];

const failureOf = (names: readonly string[], readings: Readings): string | null => {
  const failed = names.find((name) => readings[name]?.kind === 'failed');
  const reading = failed === undefined ? undefined : readings[failed];
  return reading?.kind === 'failed' ? `${failed}: ${reading.cause}` : null;
};

const pointAt = (formula: Formula, values: Values, atMs: number): readonly Point[] => {
  const value = valueAt(formula, values, atMs);
  if (value === null || !Number.isFinite(value)) return [];
  const tasks = [...values.values()]
    .map((points) => points.get(atMs)?.tasks)
    .find((count) => count !== undefined);
  return [tasks === undefined ? { atMs, value } : { atMs, value, tasks }];
};

const compute = (formula: Formula, readings: Readings): Reading => {
  const names = inputsOf(formula);
  const values: Values = new Map(
    names.map((name) => [
      name,
      new Map(seriesOf(readings[name]).map((point) => [point.atMs, point])),
    ]),
  );
  const moments = [...new Set([...values.values()].flatMap((points) => [...points.keys()]))];
  const points = moments.sort((a, b) => a - b).flatMap((atMs) => pointAt(formula, values, atMs));
  if (points.length > 0) return { kind: 'series', points };
  const cause = failureOf(names, readings);
  return cause === null ? { kind: 'absent' } : { kind: 'failed', cause };
};

export const withFormulas = (
  signals: Readonly<Record<string, SignalDefinition>>,
  readings: Readings,
): Readings => {
  const computed = Object.entries(signals).flatMap(([name, definition]) =>
    definition.kind === 'formula' ? [[name, compute(definition.formula, readings)] as const] : [],
  );
  return computed.length === 0 ? readings : { ...readings, ...Object.fromEntries(computed) };
};
