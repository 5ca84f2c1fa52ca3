/**
 * Every cause that is worth an alert: how bad it is, how long it may last before people are told, and when they are
 * reminded. The fleet file may say otherwise (`alerts:`).
 */

export const severities = ['warning', 'error', 'critical'] as const;

export type Severity = (typeof severities)[number];

export type AlertSetting = {
  readonly severity: Severity;
  /** A cause that is over before is in the book and in nobody's mail. */
  readonly afterSeconds: number;
  /** `null`: told once. */
  readonly remindSeconds: number | null;
};

export type UsualAlert = AlertSetting & { readonly cause: string };

const minute = 60;
const hour = 3_600;
const day = 86_400;

const atOnce = { afterSeconds: 0, remindSeconds: day } as const;

/** What one failed read brings and the next takes away has two minutes, which are three ticks. */
const passing = { afterSeconds: 2 * minute, remindSeconds: day } as const;

/** A short rush is no reason to raise a limit. */
const lasting = { afterSeconds: 10 * minute, remindSeconds: day } as const;

export const defaultAlerts = {
  'second-writer': {
    severity: 'critical',
    ...atOnce,
    cause: 'Application Auto Scaling scales the service too',
  },
  'corrupt-state': {
    severity: 'critical',
    ...atOnce,
    cause: 'what is remembered of a service cannot be read',
  },
  'corrupt-override': { severity: 'critical', ...atOnce, cause: 'orders cannot be read' },
  'corrupt-forecast': {
    severity: 'warning',
    ...atOnce,
    cause: 'what was learnt of a service cannot be read',
  },
  'breaker-open': { severity: 'critical', ...atOnce, cause: 'a circuit breaker is not closed' },
  'blast-guard': {
    severity: 'critical',
    ...atOnce,
    cause: 'one tick would take away too much, or sees too little',
  },
  'ticks-missed': {
    severity: 'error',
    ...atOnce,
    remindSeconds: null,
    cause: 'for more than three intervals no tick ran',
  },
  'invalid-tags': {
    severity: 'error',
    ...atOnce,
    cause: 'the settings of a service contradict each other',
  },
  'service-failed': {
    severity: 'error',
    ...passing,
    cause: 'a service could not be looked at, decided or written down',
  },
  'no-data': { severity: 'error', ...passing, cause: 'no signal of a service can be used' },
  'not-converging': {
    severity: 'error',
    ...atOnce,
    cause: 'fewer tasks run than desired, ten minutes after the last change',
  },
  'tasks-dying': {
    severity: 'error',
    ...atOnce,
    cause: 'running tasks of a service die again and again',
  },
  'action-refused': { severity: 'error', ...atOnce, cause: 'ECS refused a change for good' },
  'action-throttled': {
    severity: 'error',
    afterSeconds: 5 * minute,
    remindSeconds: 4 * hour,
    cause: 'ECS has not taken a change, tick after tick',
  },
  'untagged-service': {
    severity: 'warning',
    ...atOnce,
    remindSeconds: 7 * day,
    cause: 'a service of the fleet file lacks the enabling tag',
  },
  'at-ceiling': {
    severity: 'warning',
    ...lasting,
    cause: 'a service asks for more than its maximum',
  },
  'group-at-cap': {
    severity: 'warning',
    ...lasting,
    cause: 'a group is full while its services ask for more',
  },
  'cost-ceiling': {
    severity: 'warning',
    ...lasting,
    cause:
      'to stay under MonthlyMetricBudgetUsd, services are read less often than their risk allows',
  },
  'forecast-unusable': {
    severity: 'warning',
    afterSeconds: day,
    remindSeconds: 7 * day,
    cause: 'a service with a forecast rule has no forecast that is good enough to act on',
  },
} as const satisfies Readonly<Record<string, UsualAlert>>;

export type AlertCode = keyof typeof defaultAlerts;

const isAlertCode = (text: string): text is AlertCode => Object.hasOwn(defaultAlerts, text);

export const alertCodes: readonly AlertCode[] = Object.keys(defaultAlerts).filter(isAlertCode);
