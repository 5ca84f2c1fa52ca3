/** A piece of the fleet file that is being written: what it says, and what people must know about it. */
import type { MetricSource } from '#engine/policy.ts';

/** As the fleet file has it, to be written as YAML. */
export type Plain = Readonly<Record<string, unknown>>;

export type RuleFragment = {
  /** What it came from, and what differs. */
  readonly notes: readonly string[];
  /** `null`: it cannot be taken over, and the notes say why. */
  readonly rule: Plain | null;
  /** Signals that the rule needs, by name. */
  readonly signals: Readonly<Record<string, Plain>>;
};

export const untranslated = (...notes: readonly string[]): RuleFragment => ({
  notes,
  rule: null,
  signals: {},
});

/** Policies and actions are called anything; names in the fleet file are letters, digits, - and _. */
export const nameFrom = (text: string): string => {
  const name = text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 64);
  return /^[A-Za-z]/.test(name) ? name : `x${name}`.slice(0, 64);
};

export const customSignal = (source: MetricSource, per: 'task' | 'service'): Plain => ({
  kind: 'custom',
  per,
  ...source,
});
