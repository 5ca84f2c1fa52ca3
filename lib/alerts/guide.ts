/** What somebody who is woken by an alert needs besides its message: what Flyball does meanwhile, and what to do. */
import type { AlertCode } from '#config/alert-settings.ts';

export type Guide = { readonly meanwhile: string; readonly todo: string };

const held = 'the service keeps the count it has; all others are scaled as usual';

export const guides: Readonly<Record<AlertCode, Guide>> = {
  'second-writer': {
    meanwhile: 'Flyball leaves the service alone, so Application Auto Scaling scales it',
    todo: 'suspend or deregister its scalable target (flyball import takes its policy over), or remove the tag flyball:enabled',
  },
  'corrupt-state': {
    meanwhile: held,
    todo: 'look at the item SERVICE#…/STATE in the table; delete it to start afresh, without memory of cooldowns',
  },
  'corrupt-override': {
    meanwhile: 'whatever the orders may cover keeps its count, since one of them may be a freeze',
    todo: 'take the orders back with flyball clear, and give anew what should hold',
  },
  'corrupt-forecast': {
    meanwhile: 'rules that look ahead say nothing; the others scale the service as usual',
    todo: 'nothing at once: it is learnt anew within the hour; if it stays, look at the log of the forecast function',
  },
  'breaker-open': {
    meanwhile: 'the count stays; after a minute, doubled with each trip, one task more is tried',
    todo: 'repair what the message names, then wait, or close it at once with flyball reset-breaker',
  },
  'blast-guard': {
    meanwhile: 'no service of the fleet loses tasks; scale-out goes on',
    todo: 'look for what broke the signals; if so much is right to go, raise blastGuard in the fleet file',
  },
  'ticks-missed': {
    meanwhile: 'ticks run again; counts stayed as they were until now',
    todo: 'look at errors, throttles and concurrency of the tick function, at its schedule and dead letters',
  },
  'invalid-tags': {
    meanwhile: held,
    todo: 'mend the tags or the entry that the message names; flyball validate checks the fleet file',
  },
  'service-failed': {
    meanwhile: 'the service keeps its count, and every tick tries again',
    todo: 'read the cause; AccessDenied needs a permission, throttling a higher quota (flyball doctor says which)',
  },
  'no-data': {
    meanwhile: 'the service is held; it is not taken down for want of data',
    todo: 'check that its tasks run and its metrics are published; flyball doctor names each signal',
  },
  'not-converging': {
    meanwhile: 'scale-in waits for the missing tasks, scale-out does not',
    todo: 'look at the events and stopped tasks of the service: image, health check, capacity, quota',
  },
  'tasks-dying': {
    meanwhile: 'ECS starts others in their place, and the service is scaled as usual',
    todo: 'look at why its tasks stopped: exit codes, memory, health checks, Spot interruptions; flyball pause keeps more of the same from being started',
  },
  'action-refused': {
    meanwhile: 'every tick asks again, and the count stays',
    todo: 'read what ECS says; the role may only change services with the tag flyball:enabled=true',
  },
  'action-throttled': {
    meanwhile: 'every tick asks again, the most urgent first',
    todo: 'see who else calls UpdateService (deployments share its 5 a second), or ask AWS for more',
  },
  'untagged-service': {
    meanwhile: 'the service is decided and recorded, and never changed',
    todo: 'tag it flyball:enabled=true, or take it out of the fleet file',
  },
  'at-ceiling': {
    meanwhile: 'the service runs at its maximum',
    todo: 'if the demand is genuine, raise max in the fleet file or by tag; if not, find its source',
  },
  'group-at-cap': {
    meanwhile: 'the members share the cap, higher priorities first, each its guaranteed minimum',
    todo: 'raise the cap of the group, or lower what its other members may have',
  },
  'cost-ceiling': {
    meanwhile:
      'services in motion are read on every tick, calm ones less often than their risk allows',
    todo: 'raise MonthlyMetricBudgetUsd to what the alert names, or see flyball cost for who is read most',
  },
  'forecast-unusable': {
    meanwhile: 'forecasts of the service are advice only, and its other rules scale it',
    todo: 'see flyball forecast for how far off it is; a load without a pattern wants an assure rule instead, and without any forecast look at the log of the forecast function',
  },
};
