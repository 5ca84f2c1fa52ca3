import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { metricNames } from '#lib/telemetry.ts';
import { fleetMetric } from './fleet-metric.ts';
import { minutesOf } from './schedule-minutes.ts';

export type AlarmsProps = {
  readonly stack: string;
  /** The schedule's rate expression, as a deploy-time token. */
  readonly schedule: string;
  readonly tick: IFunction;
  readonly worker: IFunction;
  readonly forecast: IFunction;
  /** What people steer and look with. */
  readonly control: readonly IFunction[];
  readonly widget: IFunction;
  readonly deadLetters: IQueue;
  readonly topic: ITopic;
};

type Watch = CreateAlarmOptions & { readonly metric: IMetric; readonly alarmDescription: string };

/**
 * A rate of N minutes is only known at deploy time, and a template cannot multiply. N periods of three minutes
 * are three ticks whatever N is.
 */
const threeTicks = (schedule: string) => ({
  period: Duration.minutes(3),
  evaluationPeriods: minutesOf(schedule),
});

/** The smallest set that notices every way in which the autoscaler itself can fail. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const watches = {
      NoHeartbeat: noHeartbeat(props),
      TickErrors: tickErrors(props),
      WorkerErrors: workerErrors(props),
      ForecastErrors: forecastErrors(props),
      ControlErrors: controlErrors(props),
      WidgetErrors: widgetErrors(props),
      LateTicks: lateTicks(props),
      DeadLetters: deadLetters(props),
      BreakerTrips: breakerTrips(props),
    };
    this.all = Object.entries(watches).map(([name, watch]) => new Alarm(this, name, watch));
    const action = new SnsAction(props.topic);
    for (const alarm of this.all) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

const atLeastOne = {
  threshold: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
} as const;

const noHeartbeat = ({ stack, schedule }: AlarmsProps): Watch => {
  const { period, evaluationPeriods } = threeTicks(schedule);
  return {
    metric: fleetMetric({ stack, metric: metricNames.ticks, period }),
    evaluationPeriods,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    // Silence is the failure.
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription:
      'No tick completed for three intervals: nothing is being scaled. Read the log of the tick function and check its schedule.',
  };
};

const tickErrors = (props: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: props.tick.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
  evaluationPeriods: 1,
  alarmDescription:
    'A tick failed, wholly or for some services. The log of the tick function names each service and cause.',
});

const workerErrors = ({ worker }: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: worker.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
  evaluationPeriods: 1,
  alarmDescription:
    'A shard of a large fleet failed, wholly or for some services. The log of the worker function names each service and cause.',
});

const forecastErrors = (props: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: props.forecast.metricErrors({ period: Duration.minutes(15), statistic: Stats.SUM }),
  // Forecasts reach two hours ahead, so one failed run does no harm.
  evaluationPeriods: 2,
  alarmDescription:
    'Learning of the past failed twice, wholly or for some services: their forecasts grow old and are not used. The log of the forecast function names each service and cause.',
});

/** A request that is refused is an answer and no error: these are crashes and timeouts. */
const controlErrors = ({ control }: AlarmsProps): Watch => {
  const period = Duration.minutes(5);
  const usingMetrics = Object.fromEntries(
    control.map((door, index) => [
      `door${index}`,
      door.metricErrors({ period, statistic: Stats.SUM }),
    ]),
  );
  const sum = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  const expression = sum.join(' + ');
  return {
    ...atLeastOne,
    metric: new MathExpression({ expression, usingMetrics, period, label: 'Errors' }),
    evaluationPeriods: 1,
    alarmDescription:
      'The API or the buttons of the dashboard failed: an order may not have been given. List what is in force with flyball overrides, and read the logs of the control functions.',
  };
};

const widgetErrors = ({ widget }: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: widget.metricErrors({ period: Duration.minutes(15), statistic: Stats.SUM }),
  // It only draws, and the dashboard asks it again.
  evaluationPeriods: 2,
  alarmDescription:
    'The dashboard could not be drawn, twice. Scaling goes on, and flyball status shows the same. Read the log of the widget function.',
});

const lateTicks = ({ stack, schedule }: AlarmsProps): Watch => {
  const { period, evaluationPeriods } = threeTicks(schedule);
  return {
    // The least of a period: one slow start is no news.
    metric: fleetMetric({ stack, metric: metricNames.tickAge, statistic: Stats.MINIMUM, period }),
    evaluationPeriods,
    datapointsToAlarm: 1,
    // The scheduler may fire at any second of its minute; 30 s more is a function that does not get to start.
    threshold: 90,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription:
      'Ticks begin more than 90 s after they are due, so counts follow load late. Check the concurrency of the account and throttles of the tick function.',
  };
};

const deadLetters = (props: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: props.deadLetters.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(5),
    statistic: Stats.MAXIMUM,
  }),
  evaluationPeriods: 1,
  alarmDescription:
    'The scheduler could not invoke a function. The message attributes say why; purge the queue when solved.',
});

const breakerTrips = ({ stack }: AlarmsProps): Watch => ({
  ...atLeastOne,
  metric: fleetMetric({ stack, metric: metricNames.breakerTrips, period: Duration.minutes(5) }),
  evaluationPeriods: 1,
  alarmDescription:
    'A circuit breaker tripped: a service is no longer scaled until it recovers. The notification and the log name the service and the reason.',
});
