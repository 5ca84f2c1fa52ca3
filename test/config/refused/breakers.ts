/** Breakers and the outage guard. */
import type { Refused } from './refused.ts';

export const breakerFaults: readonly Refused[] = [
  {
    name: 'breakers that are one',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: { trip: actuation } }',
    problems: [
      'services[0].breakers: (a mapping): must be a list of at most 10 breakers; an empty list means none',
    ],
  },
  {
    name: 'a breaker of an unknown kind, with the nearest',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: errorrate }] }',
    problems: [
      'services[0].breakers[0].trip: errorrate: must be a breaker whose trip is errorRate, failedStarts, actuation, saturation; did you mean errorRate?',
    ],
  },
  {
    name: 'a breaker without its kind',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ failures: 5 }] }',
    problems: [
      'services[0].breakers[0].trip: (missing): must be a breaker whose trip is errorRate, failedStarts, actuation, saturation; write one of them',
    ],
  },
  {
    name: 'an error rate without its sign',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: errorRate, above: 0.2 }] }',
    problems: [
      'services[0].breakers[0].above: 0.2: must be a percentage from 0% to 99%, with its sign; write 20%',
    ],
  },
  {
    name: 'an error rate of everything',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: errorRate, above: 100% }] }',
    problems: [
      'services[0].breakers[0].above: 100%: must be a percentage from 0% to 99%; write 99% or less',
    ],
  },
  {
    name: 'an error rate over no time',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: errorRate, over: 0s }] }',
    problems: [
      'services[0].breakers[0].over: 0s: must be a duration from 1m to 1h; write 1m or more',
    ],
  },
  {
    name: 'an error rate of nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: errorRate, minVolume: 0 }] }',
    problems: [
      'services[0].breakers[0].minVolume: 0: must be a whole number of requests from 1 to 1000000000; raise it to 1 or more',
    ],
  },
  {
    name: 'no failures at all',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: actuation, failures: 0 }] }',
    problems: [
      'services[0].breakers[0].failures: 0: must be a whole number of times from 1 to 100; raise it to 1 or more',
    ],
  },
  {
    name: 'a grace of no time',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: failedStarts, grace: 0s }] }',
    problems: [
      'services[0].breakers[0].grace: 0s: must be a duration from 30s to 1h; write 30s or more',
    ],
  },
  {
    name: 'a saturation without its signal',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: saturation, above: 90 }] }',
    problems: [
      'services[0].breakers[0].signal: (missing): must be a name of at most 64 letters, digits, - and _ that starts with a letter; write for example web',
    ],
  },
  {
    name: 'a saturation by an unknown signal',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: saturation, signal: dbConnections, above: 90 }] }',
    problems: [
      'services[0].breakers[0].signal: dbConnections: is neither a built-in signal nor one of signals; known: cpu, memory, requests, requestsPerTask, latency, errors, queueDepth, queueAge',
    ],
  },
  {
    name: 'a saturation by a queue that is not said',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: saturation, signal: queueAge, above: 90 }] }',
    problems: [
      'services[0].queue: (missing): is needed by the saturation breaker; give the URL of the queue to read',
    ],
  },
  {
    name: 'a breaker that opens for less than a minute',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: actuation, open: 30s }] }',
    problems: [
      'services[0].breakers[0].open: 30s: must be a duration from 1m to 1d; write 1m or more',
    ],
  },
  {
    name: 'a breaker that opens for longer than its longest',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: actuation, open: 2h }] }',
    problems: [
      'services[0].breakers[0].maxOpen: (missing): is 1h and must be at least open, which is 2h; raise maxOpen, or lower open',
    ],
  },
  {
    name: 'a timeout of nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: actuation, open: 0s }] }',
    problems: [
      'services[0].breakers[0].open: 0s: must be a duration from 1m to 1d; write 1m or more',
    ],
  },
  {
    name: 'a key of another kind of breaker',
    yaml: 'services:\n  - { cluster: shop, name: web, breakers: [{ trip: actuation, raises: 3 }] }',
    problems: [
      'services[0].breakers[0].raises: 3: is not a key of an actuation breaker; known: trip, failures, open, maxOpen',
    ],
  },
  {
    name: 'a collapse guard that is true',
    yaml: 'services:\n  - { cluster: shop, name: web, collapse: true }',
    problems: ['services[0].collapse: true: must be false, or a mapping with to, within and hold'],
  },
  {
    name: 'half a collapse guard',
    yaml: 'services:\n  - { cluster: shop, name: web, collapse: { to: 40% } }',
    problems: [
      'services[0].collapse.within: (missing): must be a duration from 1m to 1h; write for example 5m',
      'services[0].collapse.hold: (missing): must be a duration from 1m to 1h; write for example 5m',
    ],
  },
  {
    name: 'a collapse to more than 90 %',
    yaml: 'services:\n  - { cluster: shop, name: web, collapse: { to: 95%, within: 5m, hold: 10m } }',
    problems: [
      'services[0].collapse.to: 95%: must be a percentage from 0% to 90%; write 90% or less',
    ],
  },
  {
    name: 'a hold without its unit',
    yaml: 'services:\n  - { cluster: shop, name: web, collapse: { to: 40%, within: 5m, hold: 600 } }',
    problems: [
      'services[0].collapse.hold: 600: must be a duration from 1m to 1h, with its unit; write 600s if those are seconds',
    ],
  },
  {
    name: 'an unknown breaker signal in a policy that nobody uses',
    yaml: 'policies: { web: { breakers: [{ trip: saturation, signal: dbLoad, above: 90 }] } }',
    problems: [
      'policies.web.breakers[0].signal: dbLoad: is neither a built-in signal nor one of signals; known: cpu, memory, requests, requestsPerTask, latency, errors, queueDepth, queueAge',
    ],
  },
];
