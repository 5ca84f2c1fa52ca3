/** Rules and signals. */
import type { Refused } from './refused.ts';

export const ruleFaults: readonly Refused[] = [
  {
    name: 'no rule at all',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [] }',
    problems: [
      'services[0].rules: (a list of 0): must be a list of 1 to 10 rules; to stop scaling a service, take it out of the file',
    ],
  },
  {
    name: 'a rule without its kind',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ signal: cpu, target: 60 }] }',
    problems: [
      'services[0].rules[0].kind: (missing): must be a rule whose kind is track, backlog, step, load, surge, assure, forecast; write one of them',
    ],
  },
  {
    name: 'a rule of an unknown kind, with the nearest',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: trak, signal: cpu, target: 60 }] }',
    problems: [
      'services[0].rules[0].kind: trak: must be a rule whose kind is track, backlog, step, load, surge, assure, forecast; did you mean track?',
    ],
  },
  {
    name: 'a trend over too few points',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, trend: { over: 1m } }] }',
    problems: [
      'services[0].rules[0].trend.over: 1m: must be a duration from 3m to 15m; write 3m or more',
    ],
  },
  {
    name: 'a trend that is neither false nor a mapping',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, trend: true }] }',
    problems: ['services[0].rules[0].trend: true: must be false, or a mapping with over and lead'],
  },
  {
    name: 'a steadiness that is no yes or no',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, steady: 3 }] }',
    problems: ['services[0].rules[0].steady: 3: must be true or false'],
  },
  {
    name: 'a track rule without its target',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu }] }',
    problems: [
      "services[0].rules[0].target: (missing): must be a number of the signal's unit from 0.001 to 1000000000; write a plain number such as 1",
    ],
  },
  {
    name: 'a target of nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 0 }] }',
    problems: [
      "services[0].rules[0].target: 0: must be a number of the signal's unit from 0.001 to 1000000000; raise it to 0.001 or more",
    ],
  },
  {
    name: 'a target with a sign',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60% }] }',
    problems: [
      "services[0].rules[0].target: 60%: must be a number of the signal's unit from 0.001 to 1000000000; write 60 without its sign",
    ],
  },
  {
    name: 'a CPU target above 100',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 600 }] }',
    problems: [
      'services[0].rules[0].target: 600: must be at most 100, since cpu is in percent; lower it to what one task should run at, such as 60',
    ],
  },
  {
    name: 'an assure rule without its limit',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu }] }',
    problems: [
      "services[0].rules[0].limit: (missing): must be a number of the signal's unit from 0.001 to 1000000000; write a plain number such as 1",
    ],
  },
  {
    name: 'an assure limit that no task can bear',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 900 }] }',
    problems: [
      'services[0].rules[0].limit: 900: must be at most 100, since cpu is in percent; lower it to what one task can bear, such as 90',
    ],
  },
  {
    name: 'a risk without its sign',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 90, risk: 0.5 }] }',
    problems: [
      'services[0].rules[0].risk: 0.5: must be a percentage from 0.01% to 50%, with its sign; write 0.5%',
    ],
  },
  {
    name: 'no risk at all',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 90, risk: 0% }] }',
    problems: [
      'services[0].rules[0].risk: 0%: must be a percentage from 0.01% to 50%; write 0.01% or more',
    ],
  },
  {
    name: 'a risk that is no promise',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 90, risk: 60% }] }',
    problems: [
      'services[0].rules[0].risk: 60%: must be a percentage from 0.01% to 50%; write 50% or less',
    ],
  },
  {
    name: 'less room than there is demand',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 90, unlearnt: 0.5 }] }',
    problems: [
      'services[0].rules[0].unlearnt: 0.5: must be a number of times the demand from 1 to 10; raise it to 1 or more',
    ],
  },
  {
    name: 'an assure rule that is saturated below its limit',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: assure, signal: cpu, limit: 90, saturation: { at: 80, factor: 2 } }] }',
    problems: [
      'services[0].rules[0].saturation.at: 80: must be above the limit 90; raise it, or write saturation: false',
    ],
  },
  {
    name: 'a level that is not kept',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: forecast, signal: cpu, target: 60, level: 98% }] }',
    problems: [
      'services[0].rules[0].level: 98%: must be 75% or 90% or 95% or 99% or 99.5%; did you mean 90%?',
    ],
  },
  {
    name: 'a forecast of half an hour of lead',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: forecast, signal: cpu, target: 60, lead: 45m }] }',
    problems: [
      'services[0].rules[0].lead: 45m: must be a duration from 0s to 30m; write 30m or less',
    ],
  },
  {
    name: 'a hold that ends before the lead',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: forecast, signal: cpu, target: 60, lead: 10m, hold: 5m }] }',
    problems: [
      'services[0].rules[0].hold: 300s: must be at least the lead of 600 s, or 0s to hold nothing; raise it',
    ],
  },
  {
    name: 'accuracy that anything has',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: forecast, signal: cpu, target: 60, accuracy: 10% }] }',
    problems: [
      'services[0].rules[0].accuracy: 10%: must be a percentage from 50% to 99%; write 50% or more',
    ],
  },
  {
    name: 'an unknown signal, with the nearest',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpuu, target: 60 }] }',
    problems: [
      'services[0].rules[0].signal: cpuu: is neither a built-in signal nor one of signals; did you mean cpu?',
    ],
  },
  {
    name: 'a signal found on every object',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: constructor, target: 60 }] }',
    problems: [
      'services[0].rules[0].signal: constructor: is neither a built-in signal nor one of signals; known: cpu, memory, requests, requestsPerTask, latency, errors, queueDepth, queueAge',
    ],
  },
  {
    name: 'a saturation below the target',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, saturation: { at: 50, factor: 2 } }] }',
    problems: [
      'services[0].rules[0].saturation.at: 50: must be above the target 60; raise it, or write saturation: false',
    ],
  },
  {
    name: 'a saturation that would shrink the demand',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, saturation: { at: 90, factor: 0.5 } }] }',
    problems: [
      'services[0].rules[0].saturation.factor: 0.5: must be a number of times the demand from 1 to 10; raise it to 1 or more',
    ],
  },
  {
    name: 'a saturation that is true',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, signal: cpu, target: 60, saturation: true }] }',
    problems: [
      'services[0].rules[0].saturation: true: must be false, or a mapping with at and factor',
    ],
  },
  {
    name: 'two rules of one name',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: track, name: a, signal: cpu, target: 60 }, { kind: track, name: a, signal: memory, target: 60 }] }',
    problems: [
      'services[0].rules: (a list of 2): must name every rule differently; rename one, or leave the names out',
    ],
  },
  {
    name: 'a backlog rule without its queue',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, perTask: 50 }] }',
    problems: [
      "services[0].queue: (missing): is needed by the rule 'backlog queueDepth'; give the URL of the queue to read",
    ],
  },
  {
    name: 'a backlog rule without its divisor',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say either perTask, or acceptableDelay together with jobsPerTaskPerMinute; keep one of the two',
    ],
  },
  {
    name: 'a backlog rule with both ways to say its divisor',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, perTask: 50, acceptableDelay: 5m, jobsPerTaskPerMinute: 10 }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say either perTask, or acceptableDelay together with jobsPerTaskPerMinute; keep one of the two',
    ],
  },
  {
    name: 'a backlog rule with half a delay',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, acceptableDelay: 5m }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say either perTask, or acceptableDelay together with jobsPerTaskPerMinute; keep one of the two',
    ],
  },
  {
    name: 'a learnt pace without a divisor to begin with',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, acceptableDelay: 5m, jobsPerTaskPerMinute: learnt }] }',
    problems: [
      'services[0].rules[0]: (a mapping): must say acceptableDelay and perTask beside jobsPerTaskPerMinute: learnt; perTask counts until enough was measured',
    ],
  },
  {
    name: 'a pace that is neither a number nor learnt',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, acceptableDelay: 5m, jobsPerTaskPerMinute: guessed }] }',
    problems: [
      'services[0].rules[0].jobsPerTaskPerMinute: guessed: must be a number of jobs from 0.001 to 1000000, or learnt; write for example 10',
    ],
  },
  {
    name: 'a learnt pace of what is no queue',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, signal: requests, acceptableDelay: 5m, jobsPerTaskPerMinute: learnt, perTask: 50 }] }',
    problems: [
      'services[0].rules[0].jobsPerTaskPerMinute: learnt: is measured on a queue, but requests is none; go by queueDepth, or say the number',
    ],
  },
  {
    name: 'a step rule without steps',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [] }] }',
    problems: ['services[0].rules[0].steps: (a list of 0): must be a list of 1 to 20 steps'],
  },
  {
    name: 'a step with two adjustments',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, add: 1, percent: 10 }] }] }',
    problems: [
      'services[0].rules[0].steps[0]: (a mapping): must say exactly one of add, percent and exactly; keep one of them',
    ],
  },
  {
    name: 'a step without an adjustment',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80 }] }] }',
    problems: [
      'services[0].rules[0].steps[0]: (a mapping): must say exactly one of add, percent and exactly; keep one of them',
    ],
  },
  {
    name: 'a step that always applies',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ add: 1 }] }] }',
    problems: [
      'services[0].rules[0].steps[0]: (a mapping): must have a from, a to, or both; without either it always applies',
    ],
  },
  {
    name: 'a step that ends before it begins',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, to: 60, add: 1 }] }] }',
    problems: [
      'services[0].rules[0].steps[0]: (a mapping): must have from below to; 80 is not below 60, so swap them',
    ],
  },
  {
    name: 'steps that overlap',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 60, to: 80, add: 1 }, { from: 70, add: 2 }] }] }',
    problems: [
      'services[0].rules[0].steps[1]: (a mapping): must begin where the step before it ends, or above; sort the steps upwards, only the first may lack from and only the last may lack to',
    ],
  },
  {
    name: 'steps out of order',
    yaml: 'services:\n  - { cluster: shop, name: web, rules: [{ kind: step, signal: cpu, steps: [{ from: 80, add: 2 }, { to: 30, add: -1 }] }] }',
    problems: [
      'services[0].rules[0].steps[1]: (a mapping): must begin where the step before it ends, or above; sort the steps upwards, only the first may lack from and only the last may lack to',
    ],
  },
  {
    name: 'a signal of an unknown kind',
    yaml: 'signals: { jobs: { kind: custm } }',
    problems: [
      'signals.jobs.kind: custm: must be a signal whose kind is custom, expression, latency, queueDepth, queueAge, formula; did you mean custom?',
    ],
  },
  {
    name: 'a custom signal that does not say per what',
    yaml: 'signals: { jobs: { kind: custom, namespace: App, metric: Jobs } }',
    problems: ['signals.jobs.per: (missing): must be task or service; write one of them'],
  },
  {
    name: 'a custom signal with an unknown statistic',
    yaml: 'signals: { jobs: { kind: custom, per: task, namespace: App, metric: Jobs, statistic: Median } }',
    problems: [
      'signals.jobs.statistic: Median: must be Average, Sum, Minimum, Maximum, SampleCount or a percentile; write for example p95',
    ],
  },
  {
    name: 'a dimension with an unknown placeholder',
    yaml: "signals: { jobs: { kind: custom, per: task, namespace: App, metric: Jobs, dimensions: { Name: '{name}' } } }",
    problems: [
      "signals.jobs.dimensions.Name: {name}: must be a dimension value in which only {cluster} and {service} stand in braces; write for example '{service}'",
    ],
  },
  {
    name: 'an expression without metrics',
    yaml: 'signals: { busy: { kind: expression, per: task, expression: a / b, metrics: {} } }',
    problems: [
      'signals.busy.metrics: (a mapping): must name from 1 to 10 metrics for the expression; each is billed per read',
    ],
  },
  {
    name: 'an expression whose metric has a capital id',
    yaml: 'signals: { busy: { kind: expression, per: task, expression: A, metrics: { A: { namespace: App, metric: Jobs } } } }',
    problems: [
      'signals.busy.metrics.A: (a mapping): must be an id that starts with a small letter, of letters, digits and _; write for example jobs',
    ],
  },
  {
    name: 'a named signal that hides a built-in one',
    yaml: 'signals: { cpu: { kind: latency, statistic: p99 } }',
    problems: [
      'signals.cpu: (a mapping): is the name of a built-in signal; choose another, such as my-cpu',
    ],
  },
];
