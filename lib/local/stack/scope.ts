/** What a reference of the template stands for once the stack is deployed here: names, URLs and ARNs. */
import { type Home, resourceArn } from '../arns.ts';
import type { Scope } from './intrinsics.ts';
import type { Template } from './template.ts';

export const stackName = 'Flyball';

/** CloudFormation adds characters of its own choice; ours stay the same from run to run. */
export const physicalName = (id: string): string => `${stackName}-${id}`;

const arnParts: Readonly<Record<string, (name: string) => readonly [string, string]>> = {
  'AWS::SNS::Topic': (name) => ['sns', name],
  'AWS::SQS::Queue': (name) => ['sqs', name],
  'AWS::Lambda::Function': (name) => ['lambda', `function:${name}`],
  'AWS::DynamoDB::Table': (name) => ['dynamodb', `table/${name}`],
  'AWS::CloudWatch::Alarm': (name) => ['cloudwatch', `alarm:${name}`],
  'AWS::IAM::Role': (name) => ['iam', `role/${name}`],
  'AWS::Logs::LogGroup': (name) => ['logs', `log-group:${name}:*`],
};

const arnOf = (template: Template, id: string, home: Home): string => {
  const type = template.Resources[id]?.Type ?? 'nothing';
  const parts = arnParts[type]?.(physicalName(id));
  if (parts === undefined) throw new Error(`${id} is ${type}, whose ARN is not known here`);
  return resourceArn(home, ...parts);
};

const attributeOf = (template: Template, id: string, attribute: string, home: Home): string => {
  if (attribute === 'Arn' || attribute === 'TopicArn') return arnOf(template, id, home);
  if (attribute === 'QueueName' || attribute === 'TopicName') return physicalName(id);
  throw new Error(`${id}.${attribute} is not known here; teach it to, in scope.ts`);
};

const pseudo = (home: Home): Readonly<Record<string, string>> => ({
  'AWS::AccountId': home.account,
  'AWS::Region': home.region,
  'AWS::Partition': 'aws',
  'AWS::StackName': stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

/** A reference to a topic is its ARN, to a queue its URL, to most else its name. */
const refOf = (template: Template, id: string, home: Home): string => {
  const type = template.Resources[id]?.Type;
  if (type === undefined) throw new Error(`The template refers to ${id}, which is nowhere in it`);
  if (type === 'AWS::SNS::Topic') return arnOf(template, id, home);
  if (type !== 'AWS::SQS::Queue') return physicalName(id);
  return `https://sqs.${home.region}.amazonaws.com/${home.account}/${physicalName(id)}`;
};

export type ScopeOptions = {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly home: Home;
};

export const scopeOf = ({ template, parameters, home }: ScopeOptions): Scope => {
  const defaults = Object.entries(template.Parameters).flatMap(([name, { Default }]) =>
    Default === undefined ? [] : [[name, String(Default)] as const],
  );
  const values = new Map([
    ...Object.entries(pseudo(home)),
    ...defaults,
    ...Object.entries(parameters),
  ]);
  return {
    ref: (name) => values.get(name) ?? refOf(template, name, home),
    attribute: (id, attribute) => attributeOf(template, id, attribute, home),
  };
};
