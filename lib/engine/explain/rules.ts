/** What rules said, as clauses. */
import type { Reason } from '../reason.ts';
import { number, percent, tasks } from './words.ts';

type ReasonOf<Kind extends Reason['kind']> = Extract<Reason, { kind: Kind }>;

/** A total beside a target for each task reads like an overload, unless it is said which is which. */
const goalOf = (target: number, isAverage: boolean): string =>
  isAverage ? `, target ${number(target)}` : ` in all, at ${number(target)} a task,`;

export const wish = (reason: ReasonOf<'wish'>): string => {
  const { rule, signal, latest, target, exact, want, saturationFactor, unmeasured } = reason;
  const { growth, steadiedFrom } = reason;
  const over = latest.tasks === undefined ? '' : ` over ${tasks(latest.tasks)}`;
  const goal = target === null ? '' : goalOf(target, latest.tasks !== undefined);
  const censored =
    saturationFactor === null ? '' : ` (saturated, so counted ×${number(saturationFactor)})`;
  const unseen =
    unmeasured === 0 ? '' : ` and ${tasks(unmeasured)} unmeasured, counted as on target,`;
  const before = `${goal}${censored}${unseen}`;
  const comma = before.endsWith(',') ? '' : ',';
  const rising = growth === 0 ? '' : `${comma} rising by ${number(growth)} until new tasks run,`;
  const evened =
    steadiedFrom === null ? '' : ` (${number(steadiedFrom)} in the newest minute alone)`;
  return `${rule}: ${signal} ${number(latest.value)}${over}${before}${rising} needs ${number(exact)}${evened}, so ${tasks(want)}`;
};

const treatments: Readonly<Record<ReasonOf<'no-data'>['treatment'], string>> = {
  hold: 'which blocks scale-in',
  ignore: 'which is ignored',
  zero: 'which counts as zero',
  last: 'so the last value stands',
  fallback: 'so it falls back',
};

export const noData = ({ rule, signal, detail, treatment, want }: ReasonOf<'no-data'>): string => {
  const assumed = want === null ? '' : `: ${tasks(want)}`;
  return `${rule}: no usable ${signal} (${detail}), ${treatments[treatment]}${assumed}`;
};

const gateOf = ({ gate }: ReasonOf<'score'>): string => {
  if (gate === null) return '';
  const value = gate.value === null ? 'unknown' : number(gate.value);
  return `; the gate ${gate.signal} is ${value}, ${gate.open ? 'above' : 'not above'} ${number(gate.above)}`;
};

export const score = (reason: ReasonOf<'score'>): string => {
  const parts = reason.parts
    .map(({ signal, value, share }) => `${signal} ${number(value)} is ${percent(share)}`)
    .join(', ');
  const range = `out above ${number(reason.outAbove)}, in below ${number(reason.inBelow)}`;
  return `${reason.rule}: load score ${number(reason.score)} (${parts}; ${range}${gateOf(reason)}), so ${tasks(reason.want)}`;
};

export const surge = (reason: ReasonOf<'surge'>): string =>
  `${reason.rule}: ${reason.signal} surged from ${number(reason.from)} to ${number(reason.to)} within ${reason.withinSeconds} s, at least ×${number(reason.factor)}, so ${tasks(reason.want)}`;

export const asleep = ({ rule, signal, value, activation }: ReasonOf<'asleep'>): string =>
  `${rule}: ${signal} ${number(value)} does not exceed ${number(activation)}, so nothing is woken`;
