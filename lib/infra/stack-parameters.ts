import { CfnParameter, CfnRule, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Parameter, type ParameterName, parameters } from '#config/parameters.ts';
import { parameterProps } from './parameter-props.ts';

const table: readonly (readonly [string, Parameter])[] = Object.entries(parameters);

/**
 * Every row of the parameters table as a CloudFormation parameter: a stack is tuned with
 * `cdk deploy --parameters Name=value`, and CloudFormation refuses a value out of bounds before anything changes.
 */
export class StackParameters extends Construct {
  /** What the functions read the values from. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #byName: ReadonlyMap<string, CfnParameter>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#byName = new Map(table.map(([name, row]) => [name, this.#declare(name, row)]));
    this.environment = Object.fromEntries(table.map(([name, { env }]) => [env, this.#text(name)]));
    this.#oneScheduleForLoops();
  }

  /** The value as a deploy-time token. */
  text(name: ParameterName): string {
    return this.#text(name);
  }

  /** CloudFormation refuses it before anything changes; deployed all the same, the functions would ignore the loops. */
  #oneScheduleForLoops(): void {
    const assertDescription =
      'LoopsPerMinute above 1 needs Schedule=rate(1 minute): looks inside the minute follow a tick every minute. Set one of the two back.';
    new CfnRule(this, 'LoopsNeedAMinute', {
      ruleCondition: Fn.conditionNot(Fn.conditionEquals(this.#text('LoopsPerMinute'), '1')),
      assertions: [
        {
          assert: Fn.conditionEquals(this.#text('Schedule'), 'rate(1 minute)'),
          assertDescription,
        },
      ],
    });
  }

  #declare(name: string, row: Parameter): CfnParameter {
    const parameter = new CfnParameter(this, name, parameterProps(row));
    // Or its name would be `Parameters…` and a hash, which nobody can pass to `cdk deploy`.
    parameter.overrideLogicalId(name);
    return parameter;
  }

  #text(name: string): string {
    const parameter = this.#byName.get(name);
    if (parameter === undefined) throw new Error(`${name} is not in the table of parameters`);
    // `valueAsString` refuses parameters of type Number, yet every parameter's reference is a text.
    return parameter.value.toString();
  }
}
