import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type FunctionSetting, ProductFunction } from './product-function.ts';
import { grantFleet } from './tick-permissions.ts';

/** The function that runs one tick. */
export class TickFunction extends ProductFunction {
  constructor(scope: Construct, id: string, setting: FunctionSetting) {
    super(scope, id, {
      ...setting,
      folder: 'tick',
      description: 'Flyball: decides and sets the desired counts of ECS services, once a tick',
      memoryMegabytes: 512,
      // Shorter than the shortest schedule, so that a tick has ended before the next one begins.
      timeout: Duration.seconds(58),
      // A late tick is worth nothing: the next one sees fresher metrics.
      maxEventAge: Duration.seconds(60),
    });
    grantFleet(this.role, setting.reach);
  }
}
