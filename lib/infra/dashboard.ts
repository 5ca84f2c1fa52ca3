import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  type IAlarm,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import {
  costs,
  decisions,
  durations,
  forecasts,
  health,
  held,
  services,
  ticks,
  trouble,
} from './dashboard-graphs.ts';
import { dashboardHelp } from './dashboard-help.ts';

export type FleetDashboardProps = {
  readonly stack: string;
  readonly alarms: readonly IAlarm[];
  /** Draws the fleet. */
  readonly widget: IFunction;
};

/** High enough for the overview of a fleet in trouble; a list scrolls. */
const widgetHeight = 14;

/** First, since it answers what one opens a dashboard for: is anything wrong, and what is Flyball doing. */
const fleetWidget = ({ functionArn }: IFunction): CustomWidget =>
  new CustomWidget({
    title: 'Fleet',
    functionArn,
    width: 24,
    height: widgetHeight,
    // It adapts to its width by itself, and every call reads the table.
    updateOnResize: false,
    params: { view: 'overview' },
  });

/** How the autoscaler itself is doing, and what to do when it is not. */
export class FleetDashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: FleetDashboardProps) {
    super(scope, id);
    const { stack, alarms, widget } = props;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stack,
      // Counts are sums of a minute: an automatic period would show other numbers for other ranges.
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(fleetWidget(widget));
    dashboard.addWidgets(services(stack), decisions(stack), held(stack));
    dashboard.addWidgets(ticks(stack), durations(stack), costs(stack));
    dashboard.addWidgets(forecasts(stack), health(stack), trouble(stack));
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 8, height: 9 }),
      new TextWidget({ markdown: dashboardHelp(stack), width: 16, height: 9 }),
    );
    const { region } = Stack.of(this);
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${stack}`;
  }
}
