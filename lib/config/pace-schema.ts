/** How fast and how readily the count may move: tolerance, stabilize, cooldown, limits. All per direction. */
import * as z from 'zod';
import type { LimitPolicy, Limits } from '#engine/policy.ts';
import { mostTasks } from './names.ts';
import { choice, duration, percentage, realNumber, wholeNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const daySeconds = 86_400;

const band = percentage(90);

/** `10%` for both directions, or one each. */
export const tolerance = z.union([
  band.transform((ratio) => ({ out: ratio, in: ratio })),
  strictObject('a tolerance', { out: band.exactOptional(), in: band.exactOptional() }),
]);

const window = duration({ minSeconds: 0, maxSeconds: daySeconds });

/** No single value for both: a window that suits scale-in would make every scale-out late. */
export const stabilize = strictObject('stabilize', {
  out: window.exactOptional(),
  in: window.exactOptional(),
});

const wait = duration({ minSeconds: 0, maxSeconds: daySeconds });

const byUrgency = {
  low: wait.exactOptional(),
  medium: wait.exactOptional(),
  high: wait.exactOptional(),
};

const everyUrgency = wait.transform((seconds) => ({
  low: seconds,
  medium: seconds,
  high: seconds,
}));

const oneWay = z.union([everyUrgency, strictObject('a cooldown', byUrgency)]).exactOptional();

/** One duration, or one per urgency, for both directions or each; what is said closest wins. */
export const cooldown = z.union([
  everyUrgency.transform((both) => ({ out: both, in: both })),
  strictObject('a cooldown', { ...byUrgency, out: oneWay, in: oneWay }).transform(
    ({ out, in: inwards, ...both }) => ({ out: { ...both, ...out }, in: { ...both, ...inwards } }),
  ),
]);

const mostLimitSeconds = 1800;

const limitInput = strictObject('a limit', {
  tasks: wholeNumber({ what: 'tasks', min: 1, max: mostTasks }).exactOptional(),
  percent: realNumber({ what: 'percent', min: 1, max: 10_000 }).exactOptional(),
  per: duration({ minSeconds: 1, maxSeconds: mostLimitSeconds }),
});

const limit = limitInput.transform((input, context): LimitPolicy => {
  const { tasks, percent, per: perSeconds } = input;
  if (tasks !== undefined && percent === undefined) {
    return { kind: 'tasks', amount: tasks, perSeconds };
  }
  if (percent !== undefined && tasks === undefined) {
    return { kind: 'percent', amount: percent, perSeconds };
  }
  context.issues.push({
    code: 'custom',
    input,
    message: 'must say either tasks or percent; write two limits to have both',
  });
  return z.NEVER;
});

const mostLimits = 10;

const listMessage = `must be a list of at most ${mostLimits} limits; an empty list means no limit`;

const limitsOneWay = strictObject('a set of limits', {
  select: choice(['max', 'min', 'disabled']).default('max'),
  policies: z
    .array(limit, { error: listMessage })
    .max(mostLimits, { error: listMessage })
    .exactOptional(),
}).transform(({ select, policies }, context): Limits => {
  if (policies !== undefined || select === 'disabled') return { select, policies: policies ?? [] };
  context.issues.push({
    code: 'custom',
    input: select,
    message:
      'must list its policies, such as {percent: 20, per: 1m}; or write policies: [] for no limit, or select: disabled to never move this way',
  });
  return z.NEVER;
});

export const limits = strictObject('limits', {
  out: limitsOneWay.exactOptional(),
  in: limitsOneWay.exactOptional(),
});
