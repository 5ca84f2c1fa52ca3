import { join } from 'node:path';
import { Aws, Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { projectRoot } from './project-root.ts';
import { tickBundling } from './tick-bundling.ts';
import { grantFleet } from './tick-permissions.ts';

export type TickFunctionProps = {
  readonly environment: Readonly<Record<string, string>>;
  /** Days to keep logs, as a deploy-time token. */
  readonly logRetentionDays: string;
  /**
   * Path of the fleet file that goes into the bundle.
   * @default none: services enrol by tag alone
   */
  readonly fleetFile?: string;
};

/** The function that runs one tick, with a role of its own. */
export class TickFunction extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, props: TickFunctionProps) {
    super(scope, id);
    const logGroup = this.#logGroup(props.logRetentionDays);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    grantFleet(role);
    this.function = new NodejsFunction(this, 'Function', {
      description: 'Flyball: decides and sets the desired counts of ECS services, once a tick',
      entry: join(projectRoot, 'lambdas/tick/handler.ts'),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      bundling: tickBundling(props.fleetFile),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      // Shorter than the shortest schedule, so that a tick has ended before the next one begins.
      timeout: Duration.seconds(50),
      // A late or repeated tick is worth nothing: the next one sees fresher metrics.
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
      role,
      logGroup,
      environment: {
        ...props.environment,
        FLYBALL_ACCOUNT: Aws.ACCOUNT_ID,
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
  }

  #logGroup(retentionDays: string): LogGroup {
    const logGroup = new LogGroup(this, 'Logs', { removalPolicy: RemovalPolicy.DESTROY });
    const resource = logGroup.node.defaultChild;
    if (!(resource instanceof CfnLogGroup)) throw new Error('a log group is made of a CfnLogGroup');
    // The L2 property takes only days that are known at synth.
    resource.retentionInDays = Token.asNumber(Token.asAny(retentionDays));
    return logGroup;
  }
}
