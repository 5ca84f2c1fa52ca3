/** Load scores, surges, and what rules of every kind may say. */
import type { Refused } from './refused.ts';

export const scoringFaults: readonly Refused[] = [
  {
    name: 'a load without parts',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [] }] }',
    problems: [
      'services[0].rules[0].parts: (a list of 0): must be a list of 1 to 10 parts, such as {signal: cpu, weight: 1, idle: 20, full: 90}',
    ],
  },
  {
    name: 'a part that is full before it is idle',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, idle: 90, full: 20 }] }] }',
    problems: [
      'services[0].rules[0].parts[0].full: 20: must be above idle, which is 90; where less of a signal means more load, make a formula such as 100 - x of it',
    ],
  },
  {
    name: 'a part without the value at which it is full',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, idle: 20 }] }] }',
    problems: [
      "services[0].rules[0].parts[0].full: (missing): must be a number of the signal's unit from -1000000000 to 1000000000; write a plain number such as 1",
    ],
  },
  {
    name: 'a part of no weight',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, weight: 0, full: 90 }] }] }',
    problems: [
      'services[0].rules[0].parts[0].weight: 0: must be a number of weight from 0.001 to 1000; raise it to 0.001 or more',
    ],
  },
  {
    name: 'an unknown signal in a part',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }, { signal: latncy, full: 600 }] }] }',
    problems: [
      'services[0].rules[0].parts[1].signal: latncy: is neither a built-in signal nor one of signals; did you mean latency?',
    ],
  },
  {
    name: 'a score above 1',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], out: 70 }] }',
    problems: [
      'services[0].rules[0].out: 70: must be a number of load from 0 to 1; lower it to 1 or less',
    ],
  },
  {
    name: 'a score to go in by that is not below the one to go out by',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], out: 0.5, in: 0.5 }] }',
    problems: [
      'services[0].rules[0].in: 0.5: must be below out, which is 0.5; or the count would rise and fall at one and the same load',
    ],
  },
  {
    name: 'a load that goes out by nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], add: 0 }] }',
    problems: [
      'services[0].rules[0].add: 0: must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
    ],
  },
  {
    name: 'a load that goes in by a negative number',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], remove: -2 }] }',
    problems: [
      'services[0].rules[0].remove: -2: must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
    ],
  },
  {
    name: 'a low time without its unit',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], inAfter: 300 }] }',
    problems: [
      'services[0].rules[0].inAfter: 300: must be a duration from 0s to 1d, with its unit; write 300s if those are seconds',
    ],
  },
  {
    name: 'a gate without its level',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], gate: { signal: latency } }] }',
    problems: [
      "services[0].rules[0].gate.above: (missing): must be a number of the signal's unit from -1000000000 to 1000000000; write a plain number such as 1",
    ],
  },
  {
    name: 'an unknown signal in a gate',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], gate: { signal: latenzy, above: 300 } }] }',
    problems: [
      'services[0].rules[0].gate.signal: latenzy: is neither a built-in signal nor one of signals; did you mean latency?',
    ],
  },
  {
    name: 'a load rule with a target',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: load, parts: [{ signal: cpu, full: 90 }], target: 60 }] }',
    problems: [
      'services[0].rules[0].target: 60: is not a key of a load rule; known: kind, parts, out, in, inAfter, gate, add, remove, name, missing, activation, urgency',
    ],
  },
  {
    name: 'a surge without an answer',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: surge, signal: requests, factor: 2, within: 5m, atLeast: 100 }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say either add, in tasks, or times, as a factor; keep one of the two',
    ],
  },
  {
    name: 'a surge with two answers',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: surge, signal: requests, factor: 2, within: 5m, atLeast: 100, add: 4, times: 2 }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say either add, in tasks, or times, as a factor; keep one of the two',
    ],
  },
  {
    name: 'a surge by a factor that is no growth',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: surge, signal: requests, factor: 1, within: 5m, atLeast: 100, add: 4 }] }',
    problems: [
      'services[0].rules[0].factor: 1: must be a number of times the lowest value from 1.1 to 100; raise it to 1.1 or more',
    ],
  },
  {
    name: 'a surge without a least level',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: surge, signal: requests, factor: 2, within: 5m, add: 4 }] }',
    problems: [
      "services[0].rules[0].atLeast: (missing): must be a number of the signal's unit from 0 to 1000000000; write a plain number such as 1",
    ],
  },
  {
    name: 'a surge within less than a minute',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: surge, signal: requests, factor: 2, within: 30s, atLeast: 100, add: 4 }] }',
    problems: [
      'services[0].rules[0].within: 30s: must be a duration from 1m to 1h; write 1m or more',
    ],
  },
  {
    name: 'more points to breach than are looked at',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, add: 1 }], evaluate: { breaching: 4, of: 3 } }] }',
    problems: [
      'services[0].rules[0].evaluate.breaching: 4: must be at most of, which is 3; lower it to 3, or raise of to 4',
    ],
  },
  {
    name: 'an evaluation of no points',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, add: 1 }], evaluate: { breaching: 1, of: 0 } }] }',
    problems: [
      'services[0].rules[0].evaluate.of: 0: must be a whole number of points from 1 to 60; raise it to 1 or more',
    ],
  },
  {
    name: 'an evaluation without its N',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, add: 1 }], evaluate: { breaching: 1 } }] }',
    problems: [
      'services[0].rules[0].evaluate.of: (missing): must be a whole number of points from 1 to 60; write a plain number such as 1',
    ],
  },
  {
    name: 'an unknown treatment of missing data',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: ignored }] }',
    problems: [
      'services[0].rules[0].missing: ignored: must be hold, ignore, zero, {last: 5m} or {fallback: 4}; did you mean ignore?',
    ],
  },
  {
    name: 'an unknown treatment of missing data one way',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { out: null } }] }',
    problems: [
      'services[0].rules[0].missing.out: (empty): must be hold, ignore, zero, {last: 5m} or {fallback: 4}; write one of them',
    ],
  },
  {
    name: 'missing data taken for its last value without a unit',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { last: 300 } }] }',
    problems: [
      'services[0].rules[0].missing.last: 300: must be a duration from 1m to 1h, with its unit; write 300s if those are seconds',
    ],
  },
  {
    name: 'missing data taken for two things',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { last: 5m, fallback: 4 } }] }',
    problems: [
      'services[0].rules[0].missing: (a mapping): must be one of hold, ignore, zero, {last: 5m} or {fallback: 4}, or say one of them for out, for in, or for each',
    ],
  },
  {
    name: 'missing data taken for one thing and for others each way',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { fallback: 4, in: hold } }] }',
    problems: [
      'services[0].rules[0].missing: (a mapping): must be one of hold, ignore, zero, {last: 5m} or {fallback: 4}, or say one of them for out, for in, or for each',
    ],
  },
  {
    name: 'missing data taken for nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: {} }] }',
    problems: [
      'services[0].rules[0].missing: (a mapping): must be one of hold, ignore, zero, {last: 5m} or {fallback: 4}, or say one of them for out, for in, or for each',
    ],
  },
  {
    name: 'missing data taken for nothing one way',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { in: {} } }] }',
    problems: [
      'services[0].rules[0].missing.in: (a mapping): must be one of hold, ignore, zero, {last: 5m} or {fallback: 4}',
    ],
  },
  {
    name: 'a fallback of half a task',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, missing: { out: { fallback: 1.5 } } }] }',
    problems: [
      'services[0].rules[0].missing.out.fallback: 1.5: must be a whole number of tasks from 0 to 5000; round it to 2',
    ],
  },
  {
    name: 'a negative activation',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, perTask: 50, activation: -1 }] }',
    problems: [
      "services[0].rules[0].activation: -1: must be a number of the signal's unit from 0 to 1000000000; raise it to 0 or more",
    ],
  },
  {
    name: 'an urgency below capacity',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, urgency: { medium: 0.9 } }] }',
    problems: [
      'services[0].rules[0].urgency.medium: 0.9: must be a number of times the capacity from 1 to 100; raise it to 1 or more',
    ],
  },
  {
    name: 'high urgency before medium',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, urgency: { medium: 1.6 } }] }',
    problems: [
      'services[0].rules[0].urgency.high: (missing): is 1.5 and must be at least medium, which is 1.6; raise high to 1.6, or lower medium',
    ],
  },
];
