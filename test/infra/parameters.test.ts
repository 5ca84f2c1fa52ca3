import { describe, expect, it } from 'vitest';
import { type Parameter, parameters } from '#config/parameters.ts';
import { templateOf } from './stack.ts';

const template = templateOf();
const table: readonly (readonly [string, Parameter])[] = Object.entries(parameters);

const boundsOf = (parameter: Parameter): Readonly<Record<string, unknown>> => {
  switch (parameter.type) {
    case 'Number':
      return { Type: 'Number', MinValue: parameter.min, MaxValue: parameter.max };
    case 'Choice':
      return { Type: 'String', AllowedValues: parameter.choices };
    case 'Text':
      return { Type: 'String', AllowedPattern: parameter.pattern };
    default:
      return parameter satisfies never;
  }
};

describe('stack parameters', () => {
  it.each(table)('%s has the bounds, default and help of the table', (name, parameter) => {
    template.hasParameter(name, {
      ...boundsOf(parameter),
      Default: parameter.default,
      Description: parameter.help,
    });
  });

  it.each(table)('%s reaches the function', (name, { env }) => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { [env]: { Ref: name } } },
    });
  });

  it('are no others than the table, and what CDK needs itself', () => {
    const ours = Object.keys(template.findParameters('*')).filter(
      (name) => name !== 'BootstrapVersion',
    );
    expect(ours.toSorted()).toEqual(table.map(([name]) => name).toSorted());
  });

  it('say what is allowed when CloudFormation refuses a value', () => {
    for (const [name] of table) {
      const [found] = Object.values(template.findParameters(name));
      expect(found?.['ConstraintDescription'], name).toMatch(/\w/);
    }
  });

  it('leave a first deployment observing', () => {
    template.hasParameter('Mode', { Default: 'observe' });
  });
});
