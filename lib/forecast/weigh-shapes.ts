/**
 * What each part of a shape says of the load so many steps later: least squares over the past, of all leads at once.
 * Nights and calm hours count as much as wild ones, since each minute counts in units of its own surprise.
 */
import { at } from '#engine/foresight/load-series.ts';
import { shapeSize } from '#engine/foresight/shape.ts';
import { factorise, solveFactorised } from './ridge.ts';

export type Shaped = {
  /** NaN where nothing was measured. */
  readonly loads: Float64Array;
  /** With the floor. */
  readonly levels: Float64Array;
  readonly shapes: Float64Array;
  readonly volatilities: Float64Array;
  readonly floorLoad: number;
};

/** What is more surprising than this counts as this: the tail is for the growth to tell. */
const mostVolatilities = 6;
/** A thousandth of an ordinary shape a minute: it only keeps shapes that never come from weighing anything. */
const penalty = 0.001;

/** The later growth, clipped, over the square of the volatility; 0 where either minute was not measured. */
const pullOf = (
  { loads, levels, volatilities, floorLoad }: Shaped,
  step: number,
  ahead: number,
) => {
  const volatility = at(volatilities, step);
  const growth = (at(loads, step + ahead) + floorLoad) / at(levels, step) - 1;
  if (Number.isNaN(growth)) return 0;
  const most = mostVolatilities * volatility;
  return Math.min(most, Math.max(-most, growth)) / volatility ** 2;
};

/** Sums of products of the parts of shapes, the lower triangle. */
const productsOf = ({ levels, shapes, volatilities }: Shaped): Float64Array => {
  const products = new Float64Array(shapeSize * shapeSize);
  let rows = 0;
  for (let step = 0; step < levels.length; step += 1) {
    if (Number.isNaN(at(levels, step))) continue;
    rows += 1;
    const from = step * shapeSize;
    for (let i = 0; i < shapeSize; i += 1) {
      const weighted = at(shapes, from + i) / at(volatilities, step) ** 2;
      for (let j = 0; j <= i; j += 1) {
        const place = i * shapeSize + j;
        products[place] = at(products, place) + weighted * at(shapes, from + j);
      }
    }
  }
  for (let i = 0; i < shapeSize; i += 1) {
    const place = i * shapeSize + i;
    products[place] = at(products, place) + penalty * rows;
  }
  return products;
};

const pullsOf = (shaped: Shaped, ahead: number): Float64Array => {
  const pulls = new Float64Array(shapeSize);
  for (let step = 0; step + ahead < shaped.levels.length; step += 1) {
    const pull = pullOf(shaped, step, ahead);
    if (pull === 0) continue;
    for (let i = 0; i < shapeSize; i += 1) {
      pulls[i] = at(pulls, i) + pull * at(shaped.shapes, step * shapeSize + i);
    }
  }
  return pulls;
};

/** The weights of each lead. */
export const weighShapes = (
  shaped: Shaped,
  leads: readonly number[],
): readonly (readonly number[])[] => {
  const products = productsOf(shaped);
  factorise(products, shapeSize);
  return leads.map((ahead) => {
    const weights = pullsOf(shaped, ahead);
    solveFactorised(products, shapeSize, weights);
    return Array.from(weights);
  });
};
