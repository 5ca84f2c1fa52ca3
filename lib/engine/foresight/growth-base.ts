/** Where growth is counted from: the load that is expected so many steps ahead, by what its past says of such shapes. */
import { at } from './load-series.ts';
import { shapeSize } from './shape.ts';

/** However steep a fall, a tenth of what there was may be left. */
const leastRatio = 0.1;

/** NaN where there is no level. */
export const basesOf = (
  levels: Float64Array,
  shapes: Float64Array,
  weights: readonly number[],
): Float64Array =>
  levels.map((level, step) => {
    let growth = 0;
    for (let place = 0; place < shapeSize; place += 1) {
      growth += (weights[place] ?? 0) * at(shapes, step * shapeSize + place);
    }
    return level * Math.max(leastRatio, 1 + growth);
  });
