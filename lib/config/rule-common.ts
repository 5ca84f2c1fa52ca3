/** What every rule may say, whatever its kind. */
import { missing } from './missing-schema.ts';
import { realNumber, text } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const ratio = realNumber({ what: 'times the capacity', min: 1, max: 100 });

/** A fifth over is an overload soon, half as much again is one in progress. */
const urgency = strictObject('an urgency', {
  medium: ratio.prefault(1.2),
  high: ratio.prefault(1.5),
})
  .superRefine(({ medium, high }, context) => {
    if (high >= medium) return;
    context.addIssue({
      code: 'custom',
      path: ['high'],
      message: `is ${high} and must be at least medium, which is ${medium}; raise high to ${medium}, or lower medium`,
    });
  })
  .prefault({});

export const ruleCommon = {
  name: text({
    what: 'a rule name of at most 64 printable characters',
    pattern: /^[\x20-\x7e]{1,64}$/,
    example: 'track cpu',
  })
    .exactOptional()
    .describe('how explanations call the rule'),
  missing: missing.describe('what the rule makes of a signal without data'),
  activation: realNumber({ what: "the signal's unit", min: 0, max: 1e9 })
    .exactOptional()
    .describe('from zero tasks, the signal must exceed this before any is started'),
  urgency: urgency.describe('demand, as a multiple of capacity, from which a wish is urgent'),
};

/** A ceiling of a billion keeps the arithmetic exact; nothing real comes near. */
export const target = realNumber({ what: "the signal's unit", min: 0.001, max: 1e9 });

/** What a signal may be compared with. */
export const level = realNumber({ what: "the signal's unit", min: -1e9, max: 1e9 });
