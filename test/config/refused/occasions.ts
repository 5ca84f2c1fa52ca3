/** Occasions: when, whose, and by how much. */
import type { Refused } from './refused.ts';

const one = (occasion: string): string => `occasions: [{ name: sale, ${occasion} }]`;
const day = 'on: [2026-11-27], timeZone: UTC';

export const occasionFaults: readonly Refused[] = [
  {
    name: 'an occasion at no time',
    yaml: one('timeZone: UTC'),
    problems: [
      'occasions[0]: (a mapping): must say either on, for whole days, or both from and to; keep one of the two',
    ],
  },
  {
    name: 'an occasion that ends before it begins',
    yaml: one('from: 2026-11-27T18:00, to: 2026-11-27T08:00, timeZone: UTC'),
    problems: ['occasions[0]: (a mapping): must have to after from; swap them'],
  },
  {
    name: 'an occasion on a day that does not exist',
    yaml: one('from: 2026-02-30T18:00, to: 2026-03-01T08:00, timeZone: UTC'),
    problems: [
      'occasions[0].from: 2026-02-30T18:00: must be a date that exists; look at the calendar',
    ],
  },
  {
    name: 'an occasion on holidays that nobody defined',
    yaml: `holidays: { public: [2026-12-25] }\n${one('on: [publik], timeZone: UTC')}`,
    problems: [
      'occasions[0].on[0]: publik: is not a list of holidays of this fleet; did you mean public?',
    ],
  },
  {
    name: 'an occasion that multiplies by a thousand',
    yaml: one(`${day}, times: 1000`),
    problems: [
      'occasions[0].times: 1000: must be a number of times the usual load from 0 to 100; lower it to 100 or less',
    ],
  },
  {
    name: 'an occasion of a service without its cluster',
    yaml: one(`${day}, services: [web]`),
    problems: [
      'occasions[0].services[0]: web: must be a service as <cluster>/<name>; write for example shop/checkout',
    ],
  },
  {
    name: 'a forecast that may ask for less than was seen',
    yaml: 'defaults: { rules: [{ kind: forecast, signal: cpu, target: 60, highest: 0.5 }] }',
    problems: [
      'defaults.rules[0].highest: 0.5: must be a number of times the highest load seen from 1 to 100; raise it to 1 or more',
    ],
  },
];
