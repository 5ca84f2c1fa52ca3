import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AccountEntry } from '#config/accounts-schema.ts';
import { learningMinutes } from '#lib/telemetry.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import { Control } from './control-function.ts';
import { FleetDashboard } from './dashboard.ts';
import { ForecastFunction } from './forecast-function.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { FunctionSetting } from './product-function.ts';
import { reachOf } from './reach.ts';
import { StackParameters } from './stack-parameters.ts';
import { StateTable } from './state-table.ts';
import { TickFunction } from './tick-function.ts';
import { WidgetFunction } from './widget-function.ts';
import { WorkerFunction } from './worker-function.ts';

export type FlyballStackProps = StackProps & {
  /**
   * Path of the fleet file.
   * @default none: services enrol by tag alone
   */
  readonly fleetFile?: string;
  /**
   * What that file says of other accounts and regions.
   * @default services are those of the stack's own home
   */
  readonly accounts?: readonly AccountEntry[];
};

type OutputName = 'Table' | 'Topic' | 'TickFunction' | 'Dashboard' | 'ControlUrl';

type OutputOf = { readonly [Name in OutputName]: string };

/** The whole autoscaler: in one account and region, for the services there and wherever the fleet file says. */
export class FlyballStack extends Stack {
  constructor(scope: Construct, id: string, props: FlyballStackProps = {}) {
    const { fleetFile, accounts = [], ...stackProps } = props;
    super(scope, id, { description: 'Flyball, an autoscaler for Amazon ECS', ...stackProps });
    const stack = this.stackName;
    const parameters = new StackParameters(this, 'Parameters');
    const schedule = parameters.text('Schedule');
    const { topic } = new AlarmTopic(this, 'Alarming', { email: parameters.text('AlarmEmail') });
    const state = new StateTable(this, 'State');
    const setting: FunctionSetting = {
      logRetentionDays: parameters.text('LogRetentionDays'),
      reach: reachOf(accounts),
      environment: {
        ...parameters.environment,
        FLYBALL_STACK: stack,
        FLYBALL_TABLE: state.table.tableName,
      },
      ...(fleetFile === undefined ? {} : { fleetFile }),
    };
    const telling = { ...setting.environment, FLYBALL_TOPIC_ARN: topic.topicArn };
    const worker = new WorkerFunction(this, 'Worker', { ...setting, environment: telling });
    const { function: tick } = new TickFunction(this, 'Tick', {
      ...setting,
      environment: { ...telling, FLYBALL_SHARD_QUEUE_URL: worker.queue.queueUrl },
    });
    worker.grantOrders(tick);
    for (const each of [tick, worker.function]) {
      state.grantUse(each);
      topic.grantPublish(each);
    }
    const { deadLetters } = worker;
    new FunctionSchedule(this, 'Ticking', {
      expression: schedule,
      target: tick,
      kind: 'tick',
      description: 'Flyball: wakes the autoscaler',
      deadLetters,
    });
    const { function: forecast } = new ForecastFunction(this, 'Forecast', setting);
    state.grantLearning(forecast);
    new FunctionSchedule(this, 'Forecasting', {
      expression: `rate(${learningMinutes} minutes)`,
      target: forecast,
      kind: 'forecast',
      description: 'Flyball: wakes the forecaster',
      deadLetters,
    });
    const control = new Control(this, 'Control', { ...setting, state });
    const { function: widget } = new WidgetFunction(this, 'Widget', {
      ...setting,
      environment: {
        ...setting.environment,
        FLYBALL_CONTROL_ARN: control.buttons.function.functionArn,
      },
    });
    state.grantRead(widget);
    const alarms = new Alarms(this, 'Alarms', {
      stack,
      schedule,
      tick,
      worker: worker.function,
      forecast,
      control: [control.api, control.buttons].map((door) => door.function),
      widget,
      deadLetters,
      topic,
    });
    const { url } = new FleetDashboard(this, 'Overview', { stack, alarms: alarms.all, widget });
    this.#output({
      Table: state.table.tableName,
      Topic: topic.topicArn,
      TickFunction: tick.functionName,
      Dashboard: url,
      ControlUrl: control.url,
    });
  }

  #output(values: OutputOf): void {
    for (const [name, value] of Object.entries(values)) {
      // Outputs share names with parameters and constructs, so they are prefixed in the tree and not in the stack.
      new CfnOutput(this, `Output${name}`, { value }).overrideLogicalId(name);
    }
  }
}
