/** `track`: demand divided by what one task should carry. */
import * as z from 'zod';
import { givenName } from './names.ts';
import { ruleCommon, target } from './rule-common.ts';
import { duration, realNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

export const saturation = z
  .union([
    strictObject('a saturation', {
      at: target,
      factor: realNumber({ what: 'times the demand', min: 1, max: 10 }),
    }),
    z
      .literal(false, { error: 'must be false, or a mapping with at and factor' })
      .transform(() => null),
  ])
  .exactOptional();

/** Fewer than four points, a minute apart, are no trend. */
const shortestTrendSeconds = 180;

const trend = z
  .union([
    strictObject('a trend', {
      over: duration({ minSeconds: shortestTrendSeconds, maxSeconds: 900 }).exactOptional(),
      lead: duration({ minSeconds: 0, maxSeconds: 900 }).exactOptional(),
    }),
    z
      .literal(false, { error: 'must be false, or a mapping with over and lead' })
      .transform(() => null),
  ])
  .exactOptional();

export const trackRule = strictObject('a track rule', {
  kind: z.literal('track'),
  signal: givenName,
  target,
  saturation,
  trend: trend.describe(
    'demand that rose over the one goes on rising for the other, until new tasks run',
  ),
  steady: z
    .boolean('must be true or false')
    .default(true)
    .describe('whether the stray of single minutes is evened out'),
  ...ruleCommon,
});
