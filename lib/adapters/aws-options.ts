/** What every set of ports over AWS is made with. */
import type { Home, Spoke } from '#config/fleet.ts';
import type { ProvideCredentials } from './assumed-role.ts';
import { clientSettings } from './client-settings.ts';
import type { Warn } from './refreshed.ts';

export type AwsPortsOptions = {
  /** Where the stack is, and so its table, topic and queue. */
  readonly home: Home;
  /** Where services are, its own home among them. @default its own home alone */
  readonly homes?: readonly Spoke[];
  readonly table: string;
  readonly topicArn: string;
  /** @default what the SDK resolves: AWS_ENDPOINT_URL, else the region's own endpoints */
  readonly endpoint?: string;
  /** Told of what went wrong and was worked round. @default process.emitWarning */
  readonly warn?: Warn;
  /**
   * Whether the list of tagged services is kept in the table; not for who only looks.
   * @default true
   */
  readonly keepsRoster?: boolean;
  /**
   * Whether counts are changed: then it assumes the roles that may, in other accounts, and else those that only look.
   * @default false
   */
  readonly changesCounts?: boolean;
  /** Of the queue that workers are woken by. @default none: only fleets of one shard are scaled */
  readonly shardQueueUrl?: string | null;
  /** Of the queue that ECS tells of services by. @default none: each is described in its turn */
  readonly stirQueueUrl?: string | null;
  /** As the parameter MetricSource has it. @default cloudwatch */
  readonly metricSource?: string;
  /**
   * Whether it takes turns to describe services with others; who looks at a whole fleet is alone with it.
   * @default false
   */
  readonly sharesReads?: boolean;
};

export const emitWarning: Warn = (message) => process.emitWarning(message, 'FlyballWarning');

export const settingsIn = (
  region: string,
  { endpoint }: Pick<AwsPortsOptions, 'endpoint'>,
  /** `null`: those that the SDK finds, of the function's own role. */
  credentials: ProvideCredentials | null = null,
) => ({
  ...clientSettings({ region, ...(endpoint === undefined ? {} : { endpoint }) }),
  ...(credentials === null ? {} : { credentials }),
});

export const settingsOf = (options: Pick<AwsPortsOptions, 'home' | 'endpoint'>) =>
  settingsIn(options.home.region, options);
