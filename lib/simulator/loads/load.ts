/** A load over time, in whatever unit its source had, and what was done to make it whole. */

export type Span = { readonly fromMs: number; readonly toMs: number };

/** What was put right while reading; each is told to whoever reads the results. */
export type Repair =
  | { readonly kind: 'bridged'; readonly gaps: number; readonly points: number }
  | { readonly kind: 'unobserved'; readonly gaps: number; readonly seconds: number }
  | { readonly kind: 'repeated'; readonly rows: number };

export type Load = {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The most common distance between two points. */
  readonly everySeconds: number;
  readonly peak: number;
  /** A straight line between two points; outside of them the nearest one. */
  readonly at: (atMs: number) => number;
  /** Gaps too long to bridge. The line goes on through them, and nobody is scored there. */
  readonly unobserved: readonly Span[];
  readonly repairs: readonly Repair[];
};

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

export const repairText = (repair: Repair): string => {
  switch (repair.kind) {
    case 'bridged':
      return `${counted(repair.points, 'missing point')} in ${counted(repair.gaps, 'short gap')} bridged by straight lines`;
    case 'unobserved':
      return `${counted(repair.gaps, 'long gap')} of ${(repair.seconds / 3600).toFixed(1)} h in all left out of the scores`;
    case 'repeated':
      return `${counted(repair.rows, 'row')} repeated the one before and ${repair.rows === 1 ? 'was' : 'were'} dropped`;
    default:
      return repair satisfies never;
  }
};
