/** One way of forecasting, tried over the history as well as at its end. */
import type { Prepared } from './prepare.ts';
import type { Rows } from './rows.ts';

/** What an expert says of a lead of `ahead` steps. Loads, not transformed. */
export type Verdict = {
  /** From the last step of the history. */
  readonly latest: number;
  /** Row by row, without having learnt from the row's own day. */
  readonly heldOut: Float64Array;
};

export type Expert = (ahead: number, rows: Rows) => Verdict;

export type ExpertContext = {
  /** Local time minus UTC. */
  readonly utcOffsetMs: number;
  /** Whether every row can look back a week. */
  readonly hasWeeks: boolean;
};

export type ExpertMaker = (history: Prepared, context: ExpertContext) => Expert;
