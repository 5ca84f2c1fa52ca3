/** The CDK app: `cdk deploy`, with `--context fleet=<path>` for a fleet file elsewhere than beside cdk.json. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { findFleetFile } from '#infra/fleet-file.ts';
import { FlyballStack } from '#infra/flyball-stack.ts';

const app = new App();
const named = z.string().min(1).optional().parse(app.node.tryGetContext('fleet'));
const fleet = findFleetFile(named);
if (fleet.kind === 'invalid') {
  process.stderr.write(`${fleet.message}\n`);
  process.exitCode = 1;
} else {
  new FlyballStack(app, 'Flyball', fleet.kind === 'valid' ? { fleetFile: fleet.path } : {});
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
