/** Rules that look ahead of what is measured: `assure` and `forecast`. */
import * as z from 'zod';
import { givenName } from './names.ts';
import { ruleCommon, target } from './rule-common.ts';
import { choice, duration, realNumber, shareBetween } from './scalars.ts';
import { strictObject } from './strict-object.ts';
import { saturation } from './track-rule-schema.ts';

const duringLead = duration({ minSeconds: 0, maxSeconds: 1800 });

/** A minute or so until tasks are at work, up to one until the next tick, and half a minute until they take their share. */
const lead = duringLead.prefault('150s');

/** A minute until tasks are at work, and the minute for which the order stands: the next tick answers for the next. */
const assuredLead = duringLead.prefault('120s');

/** Of three days of minutes, less than one in ten thousand says nothing; more often than not is no promise. */
const risk = shareBetween(0.01, 50).prefault('0.5%');

export const assureRule = strictObject('an assure rule', {
  kind: z.literal('assure'),
  signal: givenName,
  limit: target.describe("what a task can bear, in the signal's unit"),
  risk: risk.describe('the chance that demand outgrows the limit before anything more can be done'),
  lead: assuredLead.describe(
    'from a decision to its tasks at work, the wait for the next tick included',
  ),
  unlearnt: realNumber({ what: 'times the demand', min: 1, max: 10 })
    .prefault(1.5)
    .describe('how much room is kept while less than three hours were measured'),
  saturation,
  ...ruleCommon,
}).transform(({ risk: riskRatio, lead: leadSeconds, unlearnt: unlearntFactor, ...rule }) => ({
  ...rule,
  riskRatio,
  leadSeconds,
  unlearntFactor,
}));

const levels = { '75%': 0.75, '90%': 0.9, '95%': 0.95, '99%': 0.99, '99.5%': 0.995 } as const;

export const forecastRule = strictObject('a forecast rule', {
  kind: z.literal('forecast'),
  signal: givenName,
  target,
  level: choice(['75%', '90%', '95%', '99%', '99.5%'])
    .prefault('95%')
    .describe('the chance with which the load stays below what the floor is made for'),
  lead,
  hold: duration({ minSeconds: 0, maxSeconds: 7200 })
    .prefault('30m')
    .describe('tasks that are expected to be needed again within this are kept'),
  accuracy: shareBetween(50, 99)
    .prefault('85%')
    .describe('how good forecasts of the service have to be, or they only advise'),
  highest: realNumber({ what: 'times the highest load seen', min: 1, max: 100 })
    .prefault(3)
    .describe('no forecast asks for more than this, but for what occasions multiply'),
  ...ruleCommon,
}).transform(({ level, lead: leadSeconds, hold: holdSeconds, accuracy, highest, ...rule }) => ({
  ...rule,
  level: levels[level],
  leadSeconds,
  holdSeconds,
  highestMultiple: highest,
  // 1 − 0.85 is 0.15000000000000002 in a float.
  mostErrorRatio: Math.round((1 - accuracy) * 1e6) / 1e6,
}));
