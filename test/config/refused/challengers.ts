/** Challengers: who may challenge whom. */
import type { Refused } from './refused.ts';

export const challengerFaults: readonly Refused[] = [
  {
    name: 'a challenger nobody defined',
    yaml: 'policies: { candidate: {} }\nservices:\n  - { cluster: shop, name: web, challenger: candidat }',
    problems: [
      'services[0].challenger: candidat: is not a policy of this fleet; did you mean candidate?',
    ],
  },
  {
    name: 'a challenger that is true',
    yaml: 'services:\n  - { cluster: shop, name: web, challenger: true }',
    problems: ['services[0].challenger: true: must be the name of a policy, or false for none'],
  },
  {
    name: 'a policy that challenges itself',
    yaml: 'policies: { web: { challenger: web } }',
    problems: [
      'policies.web.challenger: web: is the very policy that it would challenge; name another, or write challenger: false',
    ],
  },
  {
    name: 'a challenger that is the policy already',
    yaml: 'policies: { web: {} }\nservices:\n  - { cluster: shop, name: web, policy: web, challenger: web }',
    problems: [
      'services[0].challenger: web: is the very policy that it would challenge; name another, or write challenger: false',
    ],
  },
  {
    name: 'a default challenger that a service already has for its policy',
    yaml: 'policies: { web: {} }\ndefaults: { challenger: web }\nservices:\n  - { cluster: shop, name: web, policy: web }',
    problems: [
      'services[0].policy: web: is also what would challenge it (defaults.challenger); name another, or write challenger: false',
    ],
  },
  {
    name: 'a chain of challengers',
    yaml: 'policies: { web: { challenger: b }, b: { challenger: c }, c: {} }',
    problems: [
      'policies.web.challenger: b: has a challenger of its own, c, which would never be decided; take it out of policies.b, or challenge with c',
    ],
  },
  {
    name: 'a circle of challengers',
    yaml: 'policies: { a: { challenger: b }, b: { challenger: a } }',
    problems: [
      'policies.a.challenger: b: has a challenger of its own, a, which would never be decided; take it out of policies.b, or challenge with a',
      'policies.b.challenger: a: has a challenger of its own, b, which would never be decided; take it out of policies.a, or challenge with b',
    ],
  },
  {
    name: 'a challenger without the queue that it needs',
    yaml: 'policies: { worker: { rules: [{ kind: backlog, perTask: 50 }] } }\nservices:\n  - { cluster: shop, name: web, challenger: worker }',
    problems: [
      "services[0].queue: (missing): is needed by the rule 'backlog queueDepth'; give the URL of the queue to read (under the challenger worker)",
    ],
  },
  {
    name: 'a challenger with a minimum above the maximum of the service',
    yaml: 'policies: { big: { min: 8 } }\nservices:\n  - { cluster: shop, name: web, max: 4, challenger: big }',
    problems: [
      'services[0].max: 4: is below min 8 (policies.big.min); raise max to 8, or lower min to 4 (under the challenger big)',
    ],
  },
  {
    name: 'a challenger that reads another queue',
    yaml: 'policies: { a: { queue: "https://sqs.test/1/a", rules: [{ kind: backlog, perTask: 50 }] }, b: { queue: "https://sqs.test/1/b", rules: [{ kind: backlog, perTask: 10 }] } }\nservices:\n  - { cluster: shop, name: web, policy: a, challenger: b }',
    problems: [
      'services[0].challenger: b: reads queueDepth from another queue than the policy it challenges; give both the same queue',
    ],
  },
  {
    name: 'a broken challenger once, and not again for its services',
    yaml: 'policies: { big: { min: many, rules: [{ kind: track, signal: cpu, target: 0 }] } }\nservices:\n  - { cluster: shop, name: web, challenger: big }',
    problems: [
      'policies.big.min: many: must be a whole number of tasks from 0 to 5000; write a plain number such as 1',
      "policies.big.rules[0].target: 0: must be a number of the signal's unit from 0.001 to 1000000000; raise it to 0.001 or more",
    ],
  },
  {
    name: 'a challenger in the challenger of nobody',
    yaml: 'defaults: { challenger: no-one }',
    problems: ['defaults.challenger: no-one: is not a policy of this fleet; none is defined'],
  },
];
