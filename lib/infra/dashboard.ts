import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  type IAlarm,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  costs,
  decisions,
  durations,
  forecasts,
  services,
  ticks,
  trouble,
} from './dashboard-graphs.ts';
import { dashboardHelp } from './dashboard-help.ts';

export type FleetDashboardProps = {
  readonly stack: string;
  readonly alarms: readonly IAlarm[];
};

/** How the autoscaler itself is doing, and what to do when it is not. */
export class FleetDashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: FleetDashboardProps) {
    super(scope, id);
    const { stack, alarms } = props;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stack,
      // Counts are sums of a minute: an automatic period would show other numbers for other ranges.
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 8, height: 8 }),
      new TextWidget({ markdown: dashboardHelp(stack), width: 16, height: 8 }),
    );
    dashboard.addWidgets(services(stack), decisions(stack), trouble(stack));
    dashboard.addWidgets(ticks(stack), durations(stack), costs(stack));
    dashboard.addWidgets(forecasts(stack));
    const { region } = Stack.of(this);
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${stack}`;
  }
}
