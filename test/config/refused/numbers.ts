/** Numbers out of bounds, and numbers without their unit. */
import type { Refused } from './refused.ts';

export const numberFaults: readonly Refused[] = [
  {
    name: 'a negative minimum',
    yaml: 'services:\n  - { cluster: shop, name: web, min: -1 }',
    problems: [
      'services[0].min: -1: must be a whole number of tasks from 0 to 5000; raise it to 0 or more',
    ],
  },
  {
    name: 'a maximum above what ECS allows',
    yaml: 'services:\n  - { cluster: shop, name: web, max: 5001 }',
    problems: [
      'services[0].max: 5001: must be a whole number of tasks from 1 to 5000; lower it to 5000 or less',
    ],
  },
  {
    name: 'a maximum of nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, max: 0 }',
    problems: [
      'services[0].max: 0: must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
    ],
  },
  {
    name: 'half a task',
    yaml: 'services:\n  - { cluster: shop, name: web, min: 1.5 }',
    problems: [
      'services[0].min: 1.5: must be a whole number of tasks from 0 to 5000; round it to 2',
    ],
  },
  {
    name: 'a number in quotes',
    yaml: "services:\n  - { cluster: shop, name: web, max: '8' }",
    problems: [
      'services[0].max: 8: must be a whole number of tasks from 1 to 5000; write 8 without quotes',
    ],
  },
  {
    name: 'a number in words',
    yaml: 'services:\n  - { cluster: shop, name: web, max: eight }',
    problems: [
      'services[0].max: eight: must be a whole number of tasks from 1 to 5000; write a plain number such as 1',
    ],
  },
  {
    name: 'a number that is not one',
    yaml: 'services:\n  - { cluster: shop, name: web, max: .nan }',
    problems: [
      'services[0].max: NaN: must be a whole number of tasks from 1 to 5000; write a plain number such as 1',
    ],
  },
  {
    name: 'a number without end',
    yaml: 'services:\n  - { cluster: shop, name: web, max: .inf }',
    problems: [
      'services[0].max: Infinity: must be a whole number of tasks from 1 to 5000; lower it to 5000 or less',
    ],
  },
  {
    name: 'a value left empty',
    yaml: 'services:\n  - { cluster: shop, name: web, max:  }',
    problems: [
      'services[0].max: (empty): must be a whole number of tasks from 1 to 5000; write a plain number such as 1',
    ],
  },
  {
    name: 'a priority above 100',
    yaml: 'services:\n  - { cluster: shop, name: web, priority: 101 }',
    problems: [
      'services[0].priority: 101: must be a whole number of priority points from 0 to 100; lower it to 100 or less',
    ],
  },
  {
    name: 'a duration without its unit',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: 240 }',
    problems: [
      'services[0].staleAfter: 240: must be a duration from 1m to 1h, with its unit; write 240s if those are seconds',
    ],
  },
  {
    name: 'a duration in words',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: 5 minutes }',
    problems: [
      'services[0].staleAfter: 5 minutes: must be a duration from 1m to 1h; write for example 5m',
    ],
  },
  {
    name: 'a duration with a fraction',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: 1.5h }',
    problems: [
      'services[0].staleAfter: 1.5h: must be a duration from 1m to 1h; write for example 5m',
    ],
  },
  {
    name: 'a negative duration',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: -5m }',
    problems: [
      'services[0].staleAfter: -5m: must be a duration from 1m to 1h; write for example 5m',
    ],
  },
  {
    name: 'a staleness below a minute',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: 30s }',
    problems: ['services[0].staleAfter: 30s: must be a duration from 1m to 1h; write 1m or more'],
  },
  {
    name: 'a staleness above an hour',
    yaml: 'services:\n  - { cluster: shop, name: web, staleAfter: 61m }',
    problems: ['services[0].staleAfter: 61m: must be a duration from 1m to 1h; write 1h or less'],
  },
  {
    name: 'a window above a day',
    yaml: 'services:\n  - { cluster: shop, name: web, stabilize: { in: 25h } }',
    problems: ['services[0].stabilize.in: 25h: must be a duration from 0s to 1d; write 1d or less'],
  },
  {
    name: 'one window for both directions',
    yaml: 'services:\n  - { cluster: shop, name: web, stabilize: 5m }',
    problems: ['services[0].stabilize: 5m: must be a mapping with keys such as out, in'],
  },
  {
    name: 'a tolerance without its sign',
    yaml: 'services:\n  - { cluster: shop, name: web, tolerance: 10 }',
    problems: [
      'services[0].tolerance: 10: must be a percentage from 0% to 90%, with its sign; write 10%',
    ],
  },
  {
    name: 'a tolerance as a ratio',
    yaml: 'services:\n  - { cluster: shop, name: web, tolerance: 0.1 }',
    problems: [
      'services[0].tolerance: 0.1: must be a percentage from 0% to 90%, with its sign; write 10%',
    ],
  },
  {
    name: 'a tolerance above 90 %',
    yaml: 'services:\n  - { cluster: shop, name: web, tolerance: { out: 95% } }',
    problems: [
      'services[0].tolerance.out: 95%: must be a percentage from 0% to 90%; write 90% or less',
    ],
  },
  {
    name: 'an unknown direction',
    yaml: 'services:\n  - { cluster: shop, name: web, tolerance: { up: 10% } }',
    problems: ['services[0].tolerance.up: 10%: is not a key of a tolerance; known: out, in'],
  },
  {
    name: 'a cooldown above a day',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: 2d }',
    problems: ['services[0].cooldown: 2d: must be a duration from 0s to 1d; write 1d or less'],
  },
  {
    name: 'a cooldown of one urgency without its unit',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: { high: 60 } }',
    problems: [
      'services[0].cooldown.high: 60: must be a duration from 0s to 1d, with its unit; write 60s if those are seconds',
    ],
  },
  {
    name: 'a cooldown of one direction with an unknown urgency',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: { in: { urgent: 1m } } }',
    problems: [
      'services[0].cooldown.in.urgent: 1m: is not a key of a cooldown; known: low, medium, high',
    ],
  },
  {
    name: 'a limit per more than half an hour',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { in: { policies: [{ tasks: 1, per: 31m }] } } }',
    problems: [
      'services[0].limits.in.policies[0].per: 31m: must be a duration from 1s to 30m; write 30m or less',
    ],
  },
  {
    name: 'a limit of nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { in: { policies: [{ tasks: 0, per: 1m }] } } }',
    problems: [
      'services[0].limits.in.policies[0].tasks: 0: must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
    ],
  },
  {
    name: 'a limit in tasks and percent',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { in: { policies: [{ tasks: 1, percent: 5, per: 1m }] } } }',
    problems: [
      'services[0].limits.in.policies[0]: (a mapping): must say either tasks or percent; write two limits to have both',
    ],
  },
  {
    name: 'a limit without its time',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { out: { policies: [{ tasks: 1 }] } } }',
    problems: [
      'services[0].limits.out.policies[0].per: (missing): must be a duration from 1s to 30m; write for example 5m',
    ],
  },
  {
    name: 'limits without policies',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { in: { select: min } } }',
    problems: [
      'services[0].limits.in: (a mapping): must list its policies, such as {percent: 20, per: 1m}; or write policies: [] for no limit, or select: disabled to never move this way',
    ],
  },
  {
    name: 'an unknown way to select',
    yaml: 'services:\n  - { cluster: shop, name: web, limits: { in: { select: disable } } }',
    problems: [
      'services[0].limits.in.select: disable: must be max or min or disabled; did you mean disabled?',
    ],
  },
];
