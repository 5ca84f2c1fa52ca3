/** The stack parameters as a reference: for the terminal, and for the README. */
import { type Parameter, parameters } from '#config/parameters.ts';
import { markdownTable, textTable } from './table.ts';

const boundsOf = (parameter: Parameter): string => {
  switch (parameter.type) {
    case 'Number':
      return `${parameter.min} to ${parameter.max} ${parameter.unit}`;
    case 'Choice':
      return parameter.choices.join(', ');
    case 'Text':
      return parameter.patternHelp;
    default:
      return parameter satisfies never;
  }
};

const entries: readonly (readonly [string, Parameter])[] = Object.entries(parameters);

export const parameterTable = (): string =>
  textTable(
    ['PARAMETER', 'DEFAULT', 'BOUNDS', 'WHAT IT DOES'],
    entries.map(([name, parameter]) => [
      name,
      String(parameter.default) || '(empty)',
      boundsOf(parameter),
      parameter.help,
    ]),
  );

export const parameterMarkdown = (): string =>
  markdownTable(
    ['Parameter', 'Default', 'Bounds', 'What it does'],
    entries.map(([name, parameter]) => [
      `\`${name}\``,
      parameter.default === '' ? 'empty' : `\`${parameter.default}\``,
      boundsOf(parameter),
      parameter.help,
    ]),
  );
