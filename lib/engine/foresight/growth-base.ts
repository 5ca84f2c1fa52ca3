/** Where growth is counted from. */
import { at } from './load-series.ts';

/**
 * How much of the newest minute's distance from the mean of the last minutes counts. Nothing of it is right where
 * minutes are chance, all of it where they tell the level, twice of it where a rise goes on.
 */
export type Lean = { readonly up: number; readonly down: number };

/** Nothing more is known of a newest step that was not measured. `levels` have the floor in them, `loads` do not. */
export const basesOf = (
  loads: Float64Array,
  levels: Float64Array,
  { floorLoad, lean }: { readonly floorLoad: number; readonly lean: Lean },
): Float64Array =>
  levels.map((level, step) => {
    const off = at(loads, step) + floorLoad - level;
    return Number.isNaN(off) ? level : level + off * (off > 0 ? lean.up : lean.down);
  });
