/** The stack's functions, ready to be woken, with what Lambda measures of them. */
import type { Home } from './arns.ts';
import type { LocalClock } from './clock.ts';
import type { MetricStore } from './cloudwatch/metric-store.ts';
import { createFunction, type Invocation, type LocalFunction } from './function/function.ts';
import type { Journal } from './journal.ts';
import type { Wake } from './scheduler/schedules.ts';
import type { Deployment, FunctionSetup } from './stack/deployment.ts';

export type FunctionsOptions = {
  readonly deployment: Deployment;
  readonly url: string;
  readonly home: Home;
  readonly journal: Journal;
  readonly clock: LocalClock;
};

export type Functions = {
  /** For whoever wants an answer, such as a widget; by the function's name. */
  readonly all: ReadonlyMap<string, LocalFunction>;
  /** The error it ended with, or `null`. */
  readonly wake: (wake: Wake, metrics: MetricStore) => Promise<string | null>;
  readonly stop: () => Promise<void>;
};

/** What Lambda sets itself, with the local AWS in place of the real one. */
const variablesOf = ({ name, environment }: FunctionSetup, { url, home }: FunctionsOptions) => ({
  ...environment,
  AWS_REGION: home.region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: url,
  AWS_LAMBDA_FUNCTION_NAME: name,
  FLYBALL_CLOCK: 'event',
});

const measure = (invocation: Invocation, { functionName, dueMs }: Wake, metrics: MetricStore) => {
  const of = (name: string) => ({
    metric: { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName } },
    atMs: dueMs,
  });
  const errors = invocation.kind === 'failed' ? 1 : 0;
  metrics.put({ ...of('Invocations'), unit: 'Count', value: 1 });
  metrics.put({ ...of('Errors'), unit: 'Count', value: errors });
  metrics.put({ ...of('Duration'), unit: 'Milliseconds', value: invocation.durationMs });
};

export const createFunctions = (options: FunctionsOptions): Functions => {
  const { deployment, journal, clock } = options;
  /** When each was due that is at work: two may be woken at once. */
  const wokenMs = new Map<string, number>();
  const all = new Map(
    deployment.functions.map((setup): [string, LocalFunction] => [
      setup.name,
      createFunction({
        name: setup.name,
        file: setup.file,
        timeoutMs: setup.timeoutMs,
        nowMs: clock.nowMs,
        variables: variablesOf(setup, options),
        onLine: (line) => journal.take(line, wokenMs.get(setup.name) ?? clock.nowMs()),
      }),
    ]),
  );
  return {
    all,
    wake: async (wake, metrics) => {
      const called = all.get(wake.functionName);
      if (called === undefined) throw new Error(`The stack has no function ${wake.functionName}`);
      wokenMs.set(wake.functionName, wake.dueMs);
      const invocation = await called.invoke(JSON.parse(wake.event));
      wokenMs.delete(wake.functionName);
      measure(invocation, wake, metrics);
      return invocation.kind === 'failed' ? invocation.error : null;
    },
    stop: async () => {
      await Promise.all([...all.values()].map((each) => each.stop()));
    },
  };
};
