import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type FunctionSetting, ProductFunction } from './product-function.ts';
import { grantLook } from './widget-permissions.ts';

/** Dashboards offer functions by this prefix, and who may look at dashboards is often allowed these and no others. */
const prefix = 'customWidgetFlyball';

const longestName = 64;

/** The function behind the dashboard's widget. It reads what a tick reads, and writes nothing but its log. */
export class WidgetFunction extends ProductFunction {
  constructor(scope: Construct, id: string, setting: FunctionSetting) {
    super(scope, id, {
      ...setting,
      folder: 'widget',
      name: `${prefix}-${Stack.of(scope).stackName}`.slice(0, longestName),
      description: "Flyball: draws the dashboard's widget",
      memoryMegabytes: 512,
      timeout: Duration.seconds(30),
    });
    grantLook(this.role, setting.reach);
  }
}
