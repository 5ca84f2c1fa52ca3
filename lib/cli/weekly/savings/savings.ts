/** What a service would save, by which way, and how one does it. */
import type { Side } from '#simulator/backtest/side.ts';

export type Way = {
  readonly by: 'assure' | 'schedule';
  readonly dollarsAMonth: number;
  readonly present: Side;
  readonly instead: Side;
  /** What it is, in a line. */
  readonly text: string;
  /** Of a fleet file, to be merged with what is there. */
  readonly snippet: string;
};

export type ServiceSavings =
  /** At least one way, the best first. */
  | {
      readonly kind: 'saves';
      readonly service: string;
      readonly days: number;
      readonly ways: readonly [Way, ...Way[]];
    }
  | {
      readonly kind: 'saves nothing';
      readonly service: string;
      readonly days: number;
      readonly why: string;
    }
  | { readonly kind: 'not replayed'; readonly service: string; readonly why: string };

export type FleetSavings = {
  /** By dollars a month, then those that save nothing, then those that could not be replayed. */
  readonly services: readonly ServiceSavings[];
  /** Services of the fleet with fewer task-hours, which nobody looked at. */
  readonly notLookedAt: number;
  readonly billedMetrics: number;
};

export const dollarsAMonthOf = (savings: ServiceSavings): number => {
  switch (savings.kind) {
    case 'saves':
      return savings.ways[0].dollarsAMonth;
    case 'saves nothing':
      return 0;
    case 'not replayed':
      return -1;
    default:
      return savings satisfies never;
  }
};
