/** What a report tells, whatever it was made from: a comparison of autoscalers, or a backtest of policies. */
import type { ScalerScore } from '../comparison/comparison.ts';

/** `subject` is whom the report is about, `rival` whom it is held against, `limit` what nobody can beat. */
export type Role = 'subject' | 'rival' | 'peer' | 'limit';

/** Tasks at even steps of time; `null` where nobody knows, or where it counts for nobody. */
export type Series = {
  readonly startMs: number;
  readonly everySeconds: number;
  readonly tasks: readonly (number | null)[];
};

export type Contender = {
  readonly label: string;
  readonly role: Role;
  readonly score: Omit<ScalerScore, 'name'>;
  /** `null` where only the sums were kept. */
  readonly running: Series | null;
  /** One point for each turn of its knob; none where it has no knob that was turned. */
  readonly frontier: readonly Turn[];
};

export type Turn = {
  readonly knob: number;
  readonly violatedPct: number;
  readonly taskHours: number;
};

export type Fact = { readonly term: string; readonly value: string };

export type Report = {
  readonly title: string;
  /** The first is the headline. */
  readonly findings: readonly [string, ...string[]];
  readonly contenders: readonly Contender[];
  /** What the load asked for where it was scored. */
  readonly demand: Series;
  /** Under which the contest was held. */
  readonly facts: readonly Fact[];
  /** In what way all of them had the same chances. */
  readonly fairness: string;
  /** What a reader must know before believing the numbers. */
  readonly cautions: readonly string[];
  readonly command: string;
};

export const withRole = (report: Report, role: Role): Contender | null =>
  report.contenders.find((contender) => contender.role === role) ?? null;
