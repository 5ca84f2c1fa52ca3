/** What a chart shows, free of how it is drawn. */
import type { Extent } from './scale.ts';

export type Sample = readonly [atMs: number, value: number | null];

export type Stroke = 'line' | 'step' | 'area' | 'dotted' | 'dashed';

export type Line = {
  readonly label: string;
  /** Name of a custom property, such as `--load`. */
  readonly colour: string;
  readonly stroke: Stroke;
  readonly axis: 'left' | 'right';
  /** Oldest first; `null` is a gap. */
  readonly samples: readonly Sample[];
};

/** Between what and what something will be. */
export type Band = {
  readonly colour: string;
  /** Oldest first. */
  readonly samples: readonly (readonly [atMs: number, low: number, high: number])[];
};

/** An arrow at a moment: a decision. */
export type Mark = {
  readonly atMs: number;
  readonly value: number;
  readonly direction: 'out' | 'in';
  /** Decided, but not done. */
  readonly hollow: boolean;
};

/** A time that was unlike the rest: a breaker was open. */
export type Span = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly colour: string;
  readonly text: string;
};

/** Words beside a value on the left axis: what a dashed line stands for. */
export type Note = { readonly value: number; readonly text: string };

export type Panel = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly bands: readonly Band[];
  readonly marks: readonly Mark[];
  readonly spans: readonly Span[];
  readonly notes: readonly Note[];
  /** Share of the chart's height. */
  readonly share: number;
};

export type ChartModel = {
  readonly time: Extent;
  readonly panels: readonly Panel[];
  /** Without numbers, ticks or pointer: a picture in a row. */
  readonly bare: boolean;
};
