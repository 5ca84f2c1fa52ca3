/** Caps, guards and waits: what bounds the whole fleet, and cooldowns that are upside down. */
import type { Refused } from './refused.ts';

export const limitFaults: readonly Refused[] = [
  {
    name: 'a blast guard without its sign',
    yaml: 'blastGuard: { share: 50 }',
    problems: [
      'blastGuard.share: 50: must be a percentage from 0% to 100%, with its sign; write 50%',
    ],
  },
  {
    name: 'an unknown key of the blast guard',
    yaml: 'blastGuard: { min: 20 }',
    problems: ['blastGuard.min: 20: is not a key of the blast guard; did you mean minTasks?'],
  },
  {
    name: 'a blast guard of no tasks',
    yaml: 'blastGuard: { minTasks: 0 }',
    problems: [
      'blastGuard.minTasks: 0: must be a whole number of tasks from 1 to 500000; raise it to 1 or more',
    ],
  },
  {
    name: 'no starts at all',
    yaml: 'maxStarts: 0',
    problems: [
      'maxStarts: 0: must be a whole number of tasks from 1 to 500000; raise it to 1 or more',
    ],
  },
  {
    name: 'starts in words',
    yaml: 'maxStarts: many',
    problems: [
      'maxStarts: many: must be a whole number of tasks from 1 to 500000; write a plain number such as 1',
    ],
  },
  {
    name: 'a group without vCPU',
    yaml: 'groups: { pool: { maxVcpu: 0 } }',
    problems: [
      'groups.pool.maxVcpu: 0: must be a number of vCPU from 0.01 to 8000000; raise it to 0.01 or more',
    ],
  },
  {
    name: 'guarantees above the vCPU of their group',
    yaml: 'groups: { pool: { maxVcpu: 5 } }\ndefaults: { group: pool, vcpu: 2 }\nservices: [{ cluster: shop, name: a, min: 2 }, { cluster: shop, name: b }]',
    problems: [
      'groups.pool.maxVcpu: 5: is below the 6 vCPU that its 2 services are guaranteed (at least their min); raise maxVcpu to 6, or lower min and guaranteed',
    ],
  },
  {
    name: 'a task of no vCPU',
    yaml: 'services:\n  - { cluster: shop, name: web, vcpu: 0 }',
    problems: [
      'services[0].vcpu: 0: must be a number of vCPU from 0.01 to 192; raise it to 0.01 or more',
    ],
  },
  {
    name: 'high urgency that waits longer than medium',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: { high: 5m } }',
    problems: [
      'services[0].cooldown: high 5m: is above medium 3m (stack parameter CooldownMediumSeconds) on the way out; an urgent wish must not wait longer, so lower high to 3m, or raise medium',
    ],
  },
  {
    name: 'low urgency that waits shorter than medium',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: { low: 1m } }',
    problems: [
      'services[0].cooldown: low 1m: is below medium 3m (stack parameter CooldownMediumSeconds) on the way out; an urgent wish must not wait longer, so raise low to 3m, or lower medium',
    ],
  },
  {
    name: 'medium urgency that waits longer than low, one way',
    yaml: 'services:\n  - { cluster: shop, name: web, cooldown: { in: { medium: 10m, low: 5m } } }',
    problems: [
      'services[0].cooldown: medium 10m: is above low 5m (services[0].cooldown) on the way in; an urgent wish must not wait longer, so lower medium to 5m, or raise low',
    ],
  },
  {
    name: 'a cooldown that is upside down within its policy',
    yaml: 'policies: { web: { cooldown: { high: 5m, medium: 3m, low: 1m } } }',
    problems: [
      'policies.web.cooldown: high 5m: is above medium 3m (policies.web.cooldown); an urgent wish must not wait longer, so lower high to 3m, or raise medium',
      'policies.web.cooldown: medium 3m: is above low 1m (policies.web.cooldown); an urgent wish must not wait longer, so lower medium to 1m, or raise low',
    ],
  },
  {
    name: 'a cooldown that contradicts its policy',
    yaml: 'policies: { web: { cooldown: { high: 2m } } }\nservices: [{ cluster: shop, name: web, policy: web, cooldown: { medium: 1m } }]',
    problems: [
      'services[0].cooldown: medium 1m: is below high 2m (policies.web.cooldown); an urgent wish must not wait longer, so raise medium to 2m, or lower high',
    ],
  },
];
