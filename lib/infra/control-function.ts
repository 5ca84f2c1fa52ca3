import { Duration } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { grantControl } from './control-permissions.ts';
import { type FunctionSetting, ProductFunction } from './product-function.ts';
import type { StateTable } from './state-table.ts';

export type ControlProps = FunctionSetting & { readonly state: StateTable };

/**
 * The two ways to steer: an HTTP API, and the buttons of the dashboard. The same code and the same rights, and two
 * functions, since whoever may invoke one directly could write any caller's name into the event of the other.
 */
export class Control extends Construct {
  readonly api: ProductFunction;
  readonly buttons: ProductFunction;
  readonly url: string;

  constructor(scope: Construct, id: string, { state, ...setting }: ControlProps) {
    super(scope, id);
    this.api = this.#door('Api', 'api', 'Flyball: health, services and orders over HTTP', setting);
    this.buttons = this.#door(
      'Buttons',
      'buttons',
      'Flyball: the buttons of its dashboard',
      setting,
    );
    for (const { function: door, role } of [this.api, this.buttons]) {
      state.grantUse(door);
      grantControl(role, setting.reach);
    }
    // Who may call it is a matter of their own policies: lambda:InvokeFunctionUrl and lambda:InvokeFunction, both.
    const url = this.api.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    this.url = url.url;
  }

  #door(
    id: string,
    door: 'api' | 'buttons',
    description: string,
    setting: FunctionSetting,
  ): ProductFunction {
    return new ProductFunction(this, id, {
      ...setting,
      environment: { ...setting.environment, FLYBALL_DOOR: door },
      folder: 'control',
      description,
      memoryMegabytes: 512,
      // Longer than anything takes that it does, see its deadline of 10 s, and a cold start before it.
      timeout: Duration.seconds(20),
    });
  }
}
