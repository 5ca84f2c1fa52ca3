/** The stack as a template, without the seconds that bundling takes. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FlyballStack } from '#infra/flyball-stack.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };

export const stackName = 'Flyball';

export const templateOf = (): Template => {
  const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };
  return Template.fromStack(new FlyballStack(new App({ context }), stackName));
};
