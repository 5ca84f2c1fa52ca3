/**
 * Signals that are computed from others, moment by moment. A moment at which the formula has no value is left out,
 * and a formula without any moment is without data like any other signal. A constant has no moments of its own:
 * `cpu ?? 50` is 50 where another input was measured and cpu was not, and nothing when nothing was.
 */
import type { Formula } from './formula.ts';
import type { Point, Reading, Readings } from './model.ts';
import { type Lookup, lookupIn, momentsOf } from './moments.ts';
import type { SignalDefinition } from './policy.ts';
import { inputsOf } from './policy-signals.ts';
import { finitePoints } from './rules/data.ts';

type Definitions = Readonly<Record<string, SignalDefinition>>;

type Inputs = ReadonlyMap<string, Lookup>;

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
const valueAt = (formula: Formula, inputs: Inputs, atMs: number): number | null => {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'signal':
      return inputs.get(formula.name)?.(atMs)?.value ?? null;
    case 'negate': {
      const value = valueAt(formula.of, inputs, atMs);
      return value === null ? null : -value;
    }
    case 'binary': {
      const left = valueAt(formula.left, inputs, atMs);
      if (formula.operator === '??') return left ?? valueAt(formula.right, inputs, atMs);
      return arithmetic(formula.operator, left, valueAt(formula.right, inputs, atMs));
    }
    case 'call': {
      const all = formula.arguments.map((each) => valueAt(each, inputs, atMs));
      const known = all.filter((value) => value !== null);
      return known.length < all.length ? null : aggregate(formula.name, known);
    }
    default:
      return formula satisfies never;
  }
};

const tasksAt = (inputs: Inputs, atMs: number): number | undefined => {
  for (const at of inputs.values()) {
    const tasks = at(atMs)?.tasks;
    if (tasks !== undefined) return tasks;
  }
  return undefined;
};

const pointAt = (formula: Formula, inputs: Inputs, atMs: number): Point | null => {
  const value = valueAt(formula, inputs, atMs);
  if (value === null || !Number.isFinite(value)) return null;
  const tasks = tasksAt(inputs, atMs);
  return tasks === undefined ? { atMs, value } : { atMs, value, tasks };
};

type Source = { readonly definitions: Definitions; readonly readings: Readings };

const pointsOf = (
  formula: Formula,
  { definitions, readings }: Source,
  kinds: readonly Reading['kind'][],
): readonly Point[] => {
  const series = inputsOf(formula).map((name) => {
    const reading = readings[name];
    const known = reading?.kind === 'series' || reading?.kind === 'stale' ? reading : null;
    const points = known !== null && kinds.includes(known.kind) ? known.points : [];
    return { name, points: finitePoints(points) };
  });
  const inputs: Inputs = new Map(
    series.map(({ name, points }) => [name, lookupIn(points, definitions[name])]),
  );
  return momentsOf(series.map(({ points }) => points))
    .map((atMs) => pointAt(formula, inputs, atMs))
    .filter((point) => point !== null);
};

const failureOf = (names: readonly string[], readings: Readings): string | null => {
  for (const name of names) {
    const reading = readings[name];
    if (reading?.kind === 'failed') return `${name}: ${reading.cause}`;
  }
  return null;
};

/** How much older the newest point is than the newest one of the stale input that tells the time. */
const staleReading = (points: readonly Point[], names: readonly string[], readings: Readings) => {
  const newest = points.at(-1);
  const stale = names.map((name) => readings[name]).find((reading) => reading?.kind === 'stale');
  if (newest === undefined || stale?.kind !== 'stale') return null;
  const behindMs = (stale.points.at(-1)?.atMs ?? newest.atMs) - newest.atMs;
  const ageSeconds = stale.ageSeconds + Math.round(behindMs / 1000);
  return { kind: 'stale', points, ageSeconds } as const;
};

/** From fresh inputs if they are enough; old ones are looked at only to say how old the last value is. */
const compute = (formula: Formula, source: Source): Reading => {
  const names = inputsOf(formula);
  // Or `cpu ?? 50` would be 50 whenever nobody asked for cpu.
  if (names.some((name) => source.readings[name]?.kind === 'unread')) return { kind: 'unread' };
  const points = pointsOf(formula, source, ['series']);
  if (points.length > 0) return { kind: 'series', points };
  const cause = failureOf(names, source.readings);
  if (cause !== null) return { kind: 'failed', cause };
  const lastKnown = pointsOf(formula, source, ['series', 'stale']);
  return staleReading(lastKnown, names, source.readings) ?? { kind: 'absent' };
};

export const withFormulas = (definitions: Definitions, readings: Readings): Readings => {
  let computed: Record<string, Reading> | null = null;
  for (const name of Object.keys(definitions)) {
    const definition = definitions[name];
    if (definition?.kind !== 'formula') continue;
    computed ??= { ...readings };
    computed[name] = compute(definition.formula, { definitions, readings });
  }
  return computed ?? readings;
};
