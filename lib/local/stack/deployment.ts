/** The deployed stack as plain data: what there is to be created, run, woken and shown. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Home } from '../arns.ts';
import type { AlarmSetup } from './alarm-setup.ts';
import { alarmsOf } from './alarm-setup.ts';
import type { Assembly } from './assembly.ts';
import { type Dashboard, dashboardSchema } from './dashboard-body.ts';
import { resolveIn } from './intrinsics.ts';
import { physicalName, scopeOf } from './scope.ts';
import { type NamedResource, resourcesOf } from './template.ts';

export type FunctionSetup = {
  readonly name: string;
  /** The bundle to import. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

export type ScheduleSetup = {
  readonly functionName: string;
  readonly everyMs: number;
  /** With the scheduler's placeholders still in it. */
  readonly input: string;
};

/** A queue that wakes a function. */
export type WakingSetup = { readonly queue: string; readonly functionName: string };

/** A rule of EventBridge that puts events into a queue. */
export type RuleSetup = { readonly pattern: unknown; readonly queues: readonly string[] };

/** A queue that a function asks for messages. */
export type PolledSetup = {
  readonly queue: string;
  readonly retentionMs: number;
  readonly visibilityMs: number;
};

/** A function that is called over HTTP. */
export type FunctionUrlSetup = { readonly functionName: string };

export type Deployment = {
  readonly functions: readonly FunctionSetup[];
  readonly wakings: readonly WakingSetup[];
  readonly rules: readonly RuleSetup[];
  readonly polled: readonly PolledSetup[];
  readonly functionUrls: readonly FunctionUrlSetup[];
  readonly schedules: readonly ScheduleSetup[];
  readonly tables: readonly string[];
  readonly topics: readonly string[];
  readonly alarms: readonly AlarmSetup[];
  readonly dashboard: Dashboard;
};

const functionSchema = z.object({
  Handler: z.literal('index.handler'),
  Timeout: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }),
});

const assetPath = 'aws:asset:path';

const functionsOf = (assembly: Assembly, resolved: (type: string) => readonly NamedResource[]) =>
  resolved('AWS::Lambda::Function').map(({ id, Properties, Metadata }): FunctionSetup => {
    const { Timeout, Environment } = functionSchema.parse(Properties);
    const asset = z.object({ [assetPath]: z.string() }).parse(Metadata)[assetPath] ?? '';
    return {
      name: physicalName(id),
      file: join(assembly.directory, asset, 'index.mjs'),
      environment: Environment.Variables,
      timeoutMs: Timeout * 1000,
    };
  });

const unitMs: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

const everyMsOf = (expression: string): number => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new Error(`The schedule ${expression} is not rate(<number> minutes, hours or days)`);
};

const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  Target: z.object({ Arn: z.string(), Input: z.string() }),
});

const scheduleOf = ({ Properties }: NamedResource): ScheduleSetup => {
  const { ScheduleExpression, Target } = scheduleSchema.parse(Properties);
  return {
    functionName: Target.Arn.split(':').at(-1) ?? '',
    everyMs: everyMsOf(ScheduleExpression),
    input: Target.Input,
  };
};

const wakingSchema = z.object({ FunctionName: z.string(), EventSourceArn: z.string() });

const wakingOf = ({ Properties }: NamedResource): WakingSetup => {
  const { FunctionName: functionName, EventSourceArn } = wakingSchema.parse(Properties);
  return { functionName, queue: EventSourceArn.split(':').at(-1) ?? '' };
};

const ruleSchema = z.object({
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z.array(z.object({ Arn: z.string() })),
});

const ruleOf = ({ Properties }: NamedResource): RuleSetup => {
  const { EventPattern: pattern, Targets } = ruleSchema.parse(Properties);
  return { pattern, queues: Targets.map(({ Arn }) => Arn.split(':').at(-1) ?? '') };
};

const queueSchema = z.object({
  MessageRetentionPeriod: z.number(),
  VisibilityTimeout: z.number(),
});

/** Of all queues, those that rules fill. */
const polledOf = (
  queues: readonly NamedResource[],
  rules: readonly RuleSetup[],
): readonly PolledSetup[] => {
  const filled = new Set(rules.flatMap((rule) => rule.queues));
  return queues
    .filter(({ id }) => filled.has(physicalName(id)))
    .map(({ id, Properties }) => {
      const { MessageRetentionPeriod, VisibilityTimeout } = queueSchema.parse(Properties);
      return {
        queue: physicalName(id),
        retentionMs: MessageRetentionPeriod * 1000,
        visibilityMs: VisibilityTimeout * 1000,
      };
    });
};

/** Another way of telling who calls is not played here, and must not be taken for this one. */
const functionUrlSchema = z.object({
  AuthType: z.literal('AWS_IAM'),
  TargetFunctionArn: z.string(),
});

const functionUrlOf = ({ Properties }: NamedResource): FunctionUrlSetup => ({
  functionName: functionUrlSchema.parse(Properties).TargetFunctionArn.split(':').at(-1) ?? '',
});

const dashboardOf = (dashboards: readonly NamedResource[]): Dashboard => {
  const [only] = dashboards;
  if (only === undefined) return { widgets: [] };
  return dashboardSchema.parse(JSON.parse(z.string().parse(only.Properties['DashboardBody'])));
};

export type DeployOptions = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly home: Home;
};

export const deploy = (assembly: Assembly, { parameters, home }: DeployOptions): Deployment => {
  const { template } = assembly;
  const resolve = resolveIn(scopeOf({ template, parameters, home }));
  const resolved = (type: string): readonly NamedResource[] =>
    resourcesOf(template, type).map((resource) => ({
      ...resource,
      Properties: z.record(z.string(), z.unknown()).parse(resolve(resource.Properties)),
    }));
  const names = (type: string) => resourcesOf(template, type).map(({ id }) => physicalName(id));
  const rules = resolved('AWS::Events::Rule').map(ruleOf);
  return {
    functions: functionsOf(assembly, resolved),
    wakings: resolved('AWS::Lambda::EventSourceMapping').map(wakingOf),
    rules,
    polled: polledOf(resolved('AWS::SQS::Queue'), rules),
    functionUrls: resolved('AWS::Lambda::Url').map(functionUrlOf),
    schedules: resolved('AWS::Scheduler::Schedule').map(scheduleOf),
    tables: names('AWS::DynamoDB::Table'),
    topics: names('AWS::SNS::Topic'),
    alarms: alarmsOf(resolved('AWS::CloudWatch::Alarm'), home),
    dashboard: dashboardOf(resolved('AWS::CloudWatch::Dashboard')),
  };
};
