/** A world as plain data (and load as functions of time): what a test or a scenario writes down. */

/** Of what is per second, at a moment. */
export type Rate = (atMs: number) => number;

/** Exactly so many seconds, or log-normal around a median: `spread` 0.3 puts nine in ten within ±64 %. */
export type StartLag = number | { readonly medianSeconds: number; readonly spread: number };

export type QueueSetup = {
  readonly name: string;
  /** Messages a second. */
  readonly arrivals: Rate;
  /** How long one task works on one message. */
  readonly secondsPerJob: number;
};

export type TargetGroupSetup = { readonly name: string; readonly loadBalancer: string };

export type ServiceStatus = 'ACTIVE' | 'DRAINING' | 'INACTIVE';

export type ServiceSetup = {
  readonly cluster: string;
  readonly name: string;
  readonly desired: number;
  /** @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Requests a second over all tasks. @default none */
  readonly load?: Rate;
  /** Requests a second that take one task to 100 % CPU. @default 100 */
  readonly capacityPerTask?: number;
  /** @default 40 s, exactly */
  readonly startLagSeconds?: StartLag;
  /** How long a task that was told to stop may finish what it has in hand. @default 30 */
  readonly drainSeconds?: number;
  /** Response time of an idle task. @default 50 */
  readonly latencyMs?: number;
  /** Memory of an idle task and of one at full load, in percent. @default 30 to 70 */
  readonly memoryPercent?: { readonly idle: number; readonly busy: number };
  /** How much tasks differ in CPU, as a share. @default 0 */
  readonly noise?: number;
  /** How often ECS publishes CPU and memory; workers on a queue are measured by the minute. @default 60 */
  readonly metricsSeconds?: 60 | 20;
  /** @default none: no work from a queue */
  readonly queue?: QueueSetup;
  /** @default none: requests are served but no load balancer reports them */
  readonly targetGroup?: TargetGroupSetup;
  /** Days before the world began of which there are metrics. @default 0 */
  readonly pastDays?: number;
  /** @default ACTIVE */
  readonly status?: ServiceStatus;
  /** @default REPLICA */
  readonly schedulingStrategy?: 'REPLICA' | 'DAEMON';
  /** `ECS` is a service whose scaling the platform owns. @default CUSTOMER */
  readonly managedBy?: 'CUSTOMER' | 'ECS';
};

/** Another autoscaler's registration. The world only keeps it; nothing acts on it. */
export type ScalableTargetSetup = {
  readonly cluster: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** @default nothing is suspended */
  readonly suspended?: {
    readonly in?: boolean;
    readonly out?: boolean;
    readonly scheduled?: boolean;
  };
  /** Target tracking policies on average CPU. @default none */
  readonly policies?: readonly { readonly name: string; readonly targetPercent: number }[];
  /** @default none */
  readonly scheduledActions?: readonly {
    readonly name: string;
    readonly schedule: string;
    readonly min: number;
    readonly max: number;
  }[];
};

/** A metric that some application publishes by itself; `null` is a minute without data. */
export type CustomMetricSetup = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: (atMs: number) => number | null;
};

export type WorldSetup = {
  readonly seed: number;
  readonly startMs: number;
  readonly services: readonly ServiceSetup[];
  /** @default none */
  readonly scalableTargets?: readonly ScalableTargetSetup[];
  /** @default none */
  readonly customMetrics?: readonly CustomMetricSetup[];
  /** Length of one step of the plant; divides a minute. @default 5000 */
  readonly stepMs?: number;
  /** Minutes of metrics kept per service, so that memory stays bounded. @default 360 */
  readonly historyMinutes?: number;
};
