import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { learningMinutes } from '#lib/telemetry.ts';
import { grantLearning } from './forecast-permissions.ts';
import { type FunctionSetting, ProductFunction } from './product-function.ts';

/** The function that learns from the past of services what is to come. */
export class ForecastFunction extends ProductFunction {
  constructor(scope: Construct, id: string, setting: FunctionSetting) {
    super(scope, id, {
      ...setting,
      folder: 'forecast',
      description:
        'Flyball: learns from the past of ECS services what is to come, each once an hour',
      // A fit is arithmetic, and processor time comes with memory.
      memoryMegabytes: 1024,
      // Shorter than its schedule, so that a run has ended before the next one begins.
      timeout: Duration.minutes(learningMinutes - 1),
      maxEventAge: Duration.minutes(learningMinutes),
    });
    grantLearning(this.role, setting.reach);
  }
}
