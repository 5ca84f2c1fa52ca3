/** Keys and types: what stands where. */
import type { Refused } from './refused.ts';

export const shapeFaults: readonly Refused[] = [
  {
    name: 'an unknown key at the top, with the nearest',
    yaml: 'service: []',
    problems: ['service: (a list of 0): is not a key of the fleet file; did you mean services?'],
  },
  {
    name: 'an unknown key that is near to nothing',
    yaml: 'frobnicate: true',
    problems: [
      'frobnicate: true: is not a key of the fleet file; known: defaults, policies, services, accounts, groups, signals, holidays, occasions, blastGuard, maxStarts, events, metrics, alerts',
    ],
  },
  {
    name: 'two unknown keys of one service, each at its own path',
    yaml: 'services:\n  - { cluster: shop, name: web, maximum: 4, mni: 1 }',
    problems: [
      'services[0].maximum: 4: is not a key of a service; did you mean max?',
      'services[0].mni: 1: is not a key of a service; did you mean min?',
    ],
  },
  {
    name: 'services that are not a list',
    yaml: 'services: { web: {} }',
    problems: [
      'services: (a mapping): must be a list of services; take the key out if there are none',
    ],
  },
  {
    name: 'services that are left empty',
    yaml: 'services:',
    problems: ['services: (empty): must be a list of services; take the key out if there are none'],
  },
  {
    name: 'a service that is a text',
    yaml: 'services: [web]',
    problems: [
      'services[0]: web: must be a mapping with keys such as cluster, name, account, region',
    ],
  },
  {
    name: 'a service without a cluster',
    yaml: 'services: [{ name: web }]',
    problems: [
      'services[0].cluster: (missing): must be an ECS name (not an ARN) of at most 255 letters, digits, - and _; write for example checkout',
    ],
  },
  {
    name: 'a service without a name',
    yaml: 'services: [{ cluster: shop }]',
    problems: [
      'services[0].name: (missing): must be an ECS name (not an ARN) of at most 255 letters, digits, - and _; write for example checkout',
    ],
  },
  {
    name: 'a service named by its ARN',
    yaml: "services: [{ cluster: shop, name: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web' }]",
    problems: [
      'services[0].name: arn:aws:ecs:eu-west-1:123456789012:service/shop/web: must be an ECS name (not an ARN) of at most 255 letters, digits, - and _; write for example checkout',
    ],
  },
  {
    name: 'a cluster whose name YAML reads as a number',
    yaml: 'services: [{ cluster: 2026, name: web }]',
    problems: [
      'services[0].cluster: 2026: must be an ECS name (not an ARN) of at most 255 letters, digits, - and _; YAML reads this as a number, so put it in quotes',
    ],
  },
  {
    name: 'an account that YAML reads as a number',
    yaml: 'services:\n  - { cluster: shop, name: web, account: 123456789012 }',
    problems: [
      'services[0].account: 123456789012: must be an AWS account id of 12 digits, in quotes; YAML reads this as a number, so put it in quotes',
    ],
  },
  {
    name: 'an account that is too short',
    yaml: "services:\n  - { cluster: shop, name: web, account: '12345' }",
    problems: [
      "services[0].account: 12345: must be an AWS account id of 12 digits, in quotes; write for example '123456789012'",
    ],
  },
  {
    name: 'a region that is none',
    yaml: 'services:\n  - { cluster: shop, name: web, region: Ireland }',
    problems: ['services[0].region: Ireland: must be an AWS region; write for example eu-west-1'],
  },
  {
    name: 'a mode that is none, with the nearest',
    yaml: 'services:\n  - { cluster: shop, name: web, mode: observ }',
    problems: ['services[0].mode: observ: must be observe or act; did you mean observe?'],
  },
  {
    name: 'a mode that YAML reads as a boolean',
    yaml: 'services:\n  - { cluster: shop, name: web, mode: true }',
    problems: ['services[0].mode: true: must be observe or act; write one of them'],
  },
  {
    name: 'policies that are a list',
    yaml: 'policies: [{ min: 1 }]',
    problems: [
      'policies: (a list of 1): must be a mapping from names to policies; take the key out if there are none',
    ],
  },
  {
    name: 'a policy whose name starts with a digit',
    yaml: 'policies: { 1st: { min: 1 } }',
    problems: [
      'policies["1st"]: (a mapping): must be a name of at most 64 letters, digits, - and _ that starts with a letter; write for example web',
    ],
  },
  {
    name: 'a policy within a policy',
    yaml: 'policies: { web: { policy: base } }',
    problems: [
      'policies.web.policy: base: is not a key of a policy; known: mode, min, max, queue, group, priority, guaranteed, rules, tolerance, stabilize, cooldown, limits, breakers, collapse, schedules, challenger, vcpu, staleAfter, react',
    ],
  },
  {
    name: 'a cluster among the defaults',
    yaml: 'defaults: { cluster: shop }',
    problems: [
      'defaults.cluster: shop: is not a key of the defaults; known: policy, mode, min, max, queue, group, priority, guaranteed, rules, tolerance, stabilize, cooldown, limits, breakers, collapse, schedules, challenger, vcpu, staleAfter, react',
    ],
  },
  {
    name: 'a group without any cap',
    yaml: 'groups: { pool: {} }',
    problems: [
      'groups.pool: (a mapping): must say maxTasks, maxVcpu or both; a group without a cap does nothing',
    ],
  },
  {
    name: 'a group of nobody',
    yaml: 'groups: { pool: { maxTasks: 0 } }',
    problems: [
      'groups.pool.maxTasks: 0: must be a whole number of tasks from 1 to 500000; raise it to 1 or more',
    ],
  },
  {
    name: 'a queue by name instead of URL',
    yaml: 'services:\n  - { cluster: shop, name: web, queue: jobs }',
    problems: [
      'services[0].queue: jobs: must be the URL of an SQS queue, without credentials; write for example https://sqs.eu-west-1.amazonaws.com/123456789012/jobs',
    ],
  },
];
