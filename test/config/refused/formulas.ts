/** Formulas that cannot be read, or whose inputs cannot be had. */
import type { Refused } from './refused.ts';

export const formulaFaults: readonly Refused[] = [
  {
    name: 'a formula that ends too early',
    yaml: 'signals: { busiest: { formula: "max(cpu, ", per: task } }',
    problems: [
      "signals.busiest.formula: max(cpu, : must be a formula over signals, such as max(cpu, memory); at character 10: expected a number, a signal or '(' but found the end",
    ],
  },
  {
    name: 'a formula with a function that is none',
    yaml: 'signals: { busiest: { formula: "median(cpu, memory)", per: task } }',
    problems: [
      "signals.busiest.formula: median(cpu, memory): must be a formula over signals, such as max(cpu, memory); at character 1: 'median' is no function; there are max, min, sum, avg",
    ],
  },
  {
    name: 'a formula that would be code',
    yaml: 'signals: { busiest: { formula: "process.exit()", per: task } }',
    problems: [
      "signals.busiest.formula: process.exit(): must be a formula over signals, such as max(cpu, memory); at character 8: '.' is no part of a formula; there are numbers, signals, + - * / ??, parentheses and functions",
    ],
  },
  {
    name: 'a formula of a number alone',
    yaml: 'signals: { busiest: { formula: "60", per: task } }',
    problems: [
      'signals.busiest.formula: (no signal): must name at least one signal; a number alone says nothing about the load',
    ],
  },
  {
    name: 'a formula that YAML reads as a number',
    yaml: 'signals: { busiest: { formula: 60, per: task } }',
    problems: [
      'signals.busiest.formula: 60: must be a formula over signals, such as max(cpu, memory); or give the signal a kind: custom, expression, latency, queueDepth or queueAge',
    ],
  },
  {
    name: 'a formula that does not say per what',
    yaml: 'signals: { busiest: { formula: "max(cpu, memory)" } }',
    problems: ['signals.busiest.per: (missing): must be task or service; write one of them'],
  },
  {
    name: 'a formula over an unknown signal',
    yaml: 'signals: { busiest: { formula: "max(cpu, memry)", per: task } }',
    problems: [
      'signals.busiest.formula: memry: is in the formula but neither a built-in signal nor one of signals; did you mean memory?',
    ],
  },
  {
    name: 'a formula over a formula',
    yaml: 'signals: { busiest: { formula: "max(cpu, memory)", per: task }, twice: { formula: "busiest * 2", per: task } }',
    problems: [
      'signals.twice.formula: busiest: is a formula itself; write out what it says in place of its name',
    ],
  },
  {
    name: 'a formula over itself',
    yaml: 'signals: { busiest: { formula: "busiest + 1", per: task } }',
    problems: [
      'signals.busiest.formula: busiest: is a formula itself; write out what it says in place of its name',
    ],
  },
  {
    name: 'a signal of neither a kind nor a formula',
    yaml: 'signals: { busiest: { per: task } }',
    problems: [
      'signals.busiest.formula: (missing): must be a formula over signals, such as max(cpu, memory); or give the signal a kind: custom, expression, latency, queueDepth or queueAge',
    ],
  },
  {
    name: 'a formula that needs a queue',
    yaml: 'signals: { work: { formula: "queueDepth * 2", per: service } }\nservices:\n  - { cluster: shop, name: web, rules: [{ kind: backlog, signal: work, perTask: 50 }] }',
    problems: [
      "services[0].queue: (missing): is needed by the rule 'backlog work'; give the URL of the queue to read",
    ],
  },
  {
    name: 'a formula that is too long',
    yaml: 'signals: { busiest: { formula: "cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu", per: task } }',
    problems: [
      'signals.busiest.formula: cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + cpu + …: must be a formula over signals, such as max(cpu, memory); at character 501: is 507 characters long, but at most 500 are read',
    ],
  },
];
