/** What no single place shows: names, layers and sums. */
import type { Refused } from './refused.ts';

export const contradictions: readonly Refused[] = [
  {
    name: 'a night at zero that nothing wakes from',
    yaml: 'services:\n  - { cluster: shop, name: web, min: 0, schedules: [{ name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, max: 0 }] }',
    problems: [
      'services[0].schedules[0].max: 0: leaves the service at zero for good, since no rule has data there and min is 0 (services[0].min); raise min to 1 and give the schedule a min of 0, or add a rule on a queue',
    ],
  },
  {
    name: 'a maximum below the minimum beside it',
    yaml: 'services:\n  - { cluster: shop, name: web, min: 5, max: 2 }',
    problems: [
      'services[0].max: 2: is below min 5 (services[0].min); raise max to 5, or lower min to 2',
    ],
  },
  {
    name: 'a maximum below the minimum of its policy',
    yaml: 'policies: { big: { min: 8 } }\nservices:\n  - { cluster: shop, name: web, policy: big, max: 4 }',
    problems: [
      'services[0].max: 4: is below min 8 (policies.big.min); raise max to 8, or lower min to 4',
    ],
  },
  {
    name: 'a minimum above the maximum of the stack parameter',
    yaml: 'services:\n  - { cluster: shop, name: web, min: 11 }',
    problems: [
      'services[0].min: 11: is above max 10 (stack parameter DefaultMax); lower min to 10, or raise max to 11',
    ],
  },
  {
    name: 'a minimum above the maximum of the defaults',
    yaml: 'defaults: { max: 3 }\nservices:\n  - { cluster: shop, name: web, min: 4 }',
    problems: [
      'services[0].min: 4: is above max 3 (defaults.max); lower min to 3, or raise max to 4',
    ],
  },
  {
    name: 'a contradiction within a policy that nobody uses',
    yaml: 'policies: { big: { min: 8, max: 2 } }',
    problems: [
      'policies.big.max: 2: is below min 8 (policies.big.min); raise max to 8, or lower min to 2',
    ],
  },
  {
    name: 'more guaranteed than the maximum',
    yaml: 'services:\n  - { cluster: shop, name: web, guaranteed: 11 }',
    problems: [
      'services[0].guaranteed: 11: is above max 10 (stack parameter DefaultMax); lower guaranteed to 10, or raise max to 11',
    ],
  },
  {
    name: 'a service listed twice',
    yaml: 'services: [{ cluster: shop, name: web }, { cluster: shop, name: api }, { cluster: shop, name: web }]',
    problems: ['services[2]: shop/web: is already listed as services[0]; keep one of the two'],
  },
  {
    name: 'a policy nobody defined, with the nearest',
    yaml: 'policies: { workers: {} }\nservices:\n  - { cluster: shop, name: web, policy: worker }',
    problems: ['services[0].policy: worker: is not a policy of this fleet; did you mean workers?'],
  },
  {
    name: 'a policy where there are none',
    yaml: 'services:\n  - { cluster: shop, name: web, policy: web }',
    problems: ['services[0].policy: web: is not a policy of this fleet; none is defined'],
  },
  {
    name: 'a policy found on every object',
    yaml: 'services:\n  - { cluster: shop, name: web, policy: toString }',
    problems: ['services[0].policy: toString: is not a policy of this fleet; none is defined'],
  },
  {
    name: 'a default policy nobody defined',
    yaml: 'defaults: { policy: web }',
    problems: ['defaults.policy: web: is not a policy of this fleet; none is defined'],
  },
  {
    name: 'a group nobody defined',
    yaml: 'groups: { workers: { maxTasks: 20 }, edge: { maxTasks: 5 } }\nservices:\n  - { cluster: shop, name: web, group: pool }',
    problems: ['services[0].group: pool: is not a group of this fleet; known: workers, edge'],
  },
  {
    name: 'an unknown signal in a policy that nobody uses',
    yaml: 'policies: { web: { rules: [{ kind: track, signal: latncy, target: 200 }] } }',
    problems: [
      'policies.web.rules[0].signal: latncy: is neither a built-in signal nor one of signals; did you mean latency?',
    ],
  },
  {
    name: 'guarantees above the cap of their group',
    yaml: 'groups: { pool: { maxTasks: 5 } }\ndefaults: { group: pool }\nservices: [{ cluster: shop, name: a, min: 3 }, { cluster: shop, name: b, guaranteed: 3 }]',
    problems: [
      'groups.pool.maxTasks: 5: is below the 6 tasks that its 2 services are guaranteed (at least their min); raise maxTasks to 6, or lower min and guaranteed',
    ],
  },
  {
    name: 'problems of shape and of sense, all at once',
    yaml: 'policies: { web: { min: x } }\nservices:\n  - { cluster: shop, name: a, policy: wbe }\n  - { cluster: shop, name: b, max: -1, group: pool }\n  - { cluster: shop, name: c, min: 20 }',
    problems: [
      'policies.web.min: x: must be a whole number of tasks from 0 to 5000; write a plain number such as 1',
      'services[1].max: -1: must be a whole number of tasks from 1 to 5000; raise it to 1 or more',
      'services[0].policy: wbe: is not a policy of this fleet; did you mean web?',
      'services[1].group: pool: is not a group of this fleet; none is defined',
      'services[2].min: 20: is above max 10 (stack parameter DefaultMax); lower min to 10, or raise max to 20',
    ],
  },
  {
    name: 'a broken policy once, and not again for each of its services',
    yaml: 'policies: { web: { min: 20, max: many } }\nservices: [{ cluster: shop, name: a, policy: web }, { cluster: shop, name: b, policy: web }]',
    problems: [
      'policies.web.max: many: must be a whole number of tasks from 1 to 5000; write a plain number such as 1',
    ],
  },
];
