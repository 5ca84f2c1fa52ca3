/**
 * The stack parameters: one table that the CDK stack, the Lambda's environment, the CLI and the README share.
 * They are the lowest layer of configuration, and with no fleet file they are all of it.
 */
type Common = { readonly env: string; readonly help: string };

export type NumberParameter = Common & {
  readonly type: 'Number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
};

export type ChoiceParameter = Common & {
  readonly type: 'Choice';
  readonly default: string;
  readonly choices: readonly string[];
};

export type TextParameter = Common & {
  readonly type: 'Text';
  readonly default: string;
  readonly pattern: string;
  readonly patternHelp: string;
};

export type Parameter = NumberParameter | ChoiceParameter | TextParameter;

/** Parameters that only the stack itself uses have no meaning inside the function, but share the table. */
export const parameters = {
  Mode: {
    type: 'Choice',
    env: 'FLYBALL_MODE',
    default: 'observe',
    choices: ['observe', 'act'],
    help: 'observe decides and records everything and changes nothing; act also updates desired counts.',
  },
  Schedule: {
    type: 'Text',
    env: 'FLYBALL_SCHEDULE',
    default: 'rate(1 minute)',
    pattern: '^rate\\((1 minute|[2-9] minutes|[1-5][0-9] minutes)\\)$',
    patternHelp: 'rate(1 minute) or rate(N minutes) with N from 2 to 59',
    help: 'How often a tick runs. Slower is cheaper and later.',
  },
  LoopsPerMinute: {
    type: 'Number',
    env: 'FLYBALL_LOOPS_PER_MINUTE',
    default: 1,
    min: 1,
    max: 6,
    unit: 'looks',
    help: 'How often a minute services whose policy says react: fast are looked at, for scale-outs; needs rate(1 minute), and each look pays for its reads.',
  },
  DefaultMin: {
    type: 'Number',
    env: 'FLYBALL_DEFAULT_MIN',
    default: 1,
    min: 0,
    max: 5000,
    unit: 'tasks',
    help: 'Fewest tasks of a service that does not say otherwise.',
  },
  DefaultMax: {
    type: 'Number',
    env: 'FLYBALL_DEFAULT_MAX',
    default: 10,
    min: 1,
    max: 5000,
    unit: 'tasks',
    help: 'Most tasks of a service that does not say otherwise. Where DefaultMin is larger, it holds for both.',
  },
  CpuTarget: {
    type: 'Number',
    env: 'FLYBALL_CPU_TARGET',
    default: 60,
    min: 1,
    max: 100,
    unit: 'percent',
    help: 'Average CPU utilisation to hold where no policy is named.',
  },
  TolerancePercent: {
    type: 'Number',
    env: 'FLYBALL_TOLERANCE_PERCENT',
    default: 10,
    min: 0,
    max: 90,
    unit: 'percent',
    help: 'Dead band: demand within this distance of capacity changes nothing.',
  },
  ScaleInWindowSeconds: {
    type: 'Number',
    env: 'FLYBALL_SCALE_IN_WINDOW_SECONDS',
    default: 240,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'Scale-in follows the highest wish of this window.',
  },
  ScaleOutWindowSeconds: {
    type: 'Number',
    env: 'FLYBALL_SCALE_OUT_WINDOW_SECONDS',
    default: 0,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'Scale-out follows the lowest wish of this window; 0 acts on the newest.',
  },
  CooldownHighSeconds: {
    type: 'Number',
    env: 'FLYBALL_COOLDOWN_HIGH_SECONDS',
    default: 60,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'Wait between two scale-outs when the wish is urgent.',
  },
  CooldownMediumSeconds: {
    type: 'Number',
    env: 'FLYBALL_COOLDOWN_MEDIUM_SECONDS',
    default: 180,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'The same wait at medium urgency; at least CooldownHighSeconds.',
  },
  CooldownLowSeconds: {
    type: 'Number',
    env: 'FLYBALL_COOLDOWN_LOW_SECONDS',
    default: 300,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'The same wait at low urgency; at least CooldownMediumSeconds.',
  },
  CooldownInSeconds: {
    type: 'Number',
    env: 'FLYBALL_COOLDOWN_IN_SECONDS',
    default: 60,
    min: 0,
    max: 3600,
    unit: 'seconds',
    help: 'Wait between two scale-ins, and half the wait before turning from out to in. The window and the limits slow scale-in down as well.',
  },
  StaleAfterSeconds: {
    type: 'Number',
    env: 'FLYBALL_STALE_AFTER_SECONDS',
    default: 240,
    min: 60,
    max: 3600,
    unit: 'seconds',
    help: 'A signal whose newest point is older than this is not believed.',
  },
  ShardSize: {
    type: 'Number',
    env: 'FLYBALL_SHARD_SIZE',
    default: 500,
    min: 10,
    max: 2000,
    unit: 'services',
    help: 'A larger fleet is divided among workers that run at the same time, in shards of about this many services.',
  },
  Reads: {
    type: 'Choice',
    env: 'FLYBALL_READS',
    default: 'every-tick',
    choices: ['every-tick', 'adaptive'],
    help: 'every-tick reads every metric on every tick; adaptive asks less often where nothing can happen meanwhile, at about a tenth of the price.',
  },
  MonthlyMetricBudgetUsd: {
    type: 'Number',
    env: 'FLYBALL_MONTHLY_METRIC_BUDGET_USD',
    default: 0,
    min: 0,
    max: 1000000,
    unit: 'dollars',
    help: 'What metric reads may cost a month. Where that is too little, quiet services are read less often than their risk allows, and an alert says so; 0 is no ceiling.',
  },
  MetricSource: {
    type: 'Choice',
    env: 'FLYBALL_METRIC_SOURCE',
    default: 'cloudwatch',
    choices: ['cloudwatch', 'promql'],
    help: "Where ticks read metrics. promql asks for CloudWatch's OTel-enriched copies, some twenty times cheaper to read; enrichment is the account's to switch on, and costs by itself: see docs/COST.md.",
  },
  FreeRequestsPercent: {
    type: 'Number',
    env: 'FLYBALL_FREE_REQUESTS_PERCENT',
    default: 80,
    min: 0,
    max: 100,
    unit: 'percent',
    help: "Share of the account's million free CloudWatch requests a month that a small fleet may read with. Lower it where others use them too; 0 pays for every metric.",
  },
  AlarmEmail: {
    type: 'Text',
    env: 'FLYBALL_ALARM_EMAIL',
    default: '',
    pattern: '^$|^[^@\\s]{1,64}@[^@\\s]{1,255}$',
    patternHelp: 'an e-mail address, or nothing',
    help: 'Where alarms are mailed. Empty: nobody is mailed, the SNS topic is still there.',
  },
  LogLevel: {
    type: 'Choice',
    env: 'FLYBALL_LOG_LEVEL',
    default: 'INFO',
    choices: ['DEBUG', 'INFO', 'WARN', 'ERROR'],
    help: 'INFO logs actions and trouble; DEBUG logs every decision.',
  },
  LogRetentionDays: {
    type: 'Choice',
    env: 'FLYBALL_LOG_RETENTION_DAYS',
    default: '30',
    choices: ['1', '3', '7', '14', '30', '90', '180', '365'],
    help: 'How many days logs are kept.',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export type ParameterName = keyof typeof parameters;

export type ParameterValues = {
  readonly [Name in ParameterName]: (typeof parameters)[Name]['type'] extends 'Number'
    ? number
    : string;
};
