/** One row of the parameters table as CloudFormation enforces it. */
import type { CfnParameterProps } from 'aws-cdk-lib';
import type { Parameter } from '#config/parameters.ts';

export const parameterProps = (parameter: Parameter): CfnParameterProps => {
  const { help: description } = parameter;
  switch (parameter.type) {
    case 'Number': {
      const { min: minValue, max: maxValue, unit } = parameter;
      const constraintDescription = `a number of ${unit} from ${minValue} to ${maxValue}`;
      const bounds = { minValue, maxValue, constraintDescription };
      return { type: 'Number', default: parameter.default, description, ...bounds };
    }
    case 'Choice': {
      const constraintDescription = `one of ${parameter.choices.join(', ')}`;
      const bounds = { allowedValues: [...parameter.choices], constraintDescription };
      return { type: 'String', default: parameter.default, description, ...bounds };
    }
    case 'Text': {
      const { pattern: allowedPattern, patternHelp: constraintDescription } = parameter;
      const bounds = { allowedPattern, constraintDescription };
      return { type: 'String', default: parameter.default, description, ...bounds };
    }
    default:
      return parameter satisfies never;
  }
};
