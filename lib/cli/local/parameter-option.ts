/** `--parameters ShardSize=10,Reads=adaptive`: stack parameters for the local stack, by the names that a deploy takes. */
import { suggestion } from '#config/nearest.ts';
import { parameters } from '#config/parameters.ts';
import { UsageError } from '../usage-error.ts';

const environmentNames = new Map(Object.entries(parameters).map(([name, { env }]) => [name, env]));

const variableOf = (pair: string): readonly [string, string] => {
  const [name = '', ...rest] = pair.split('=');
  if (rest.length === 0) {
    throw new UsageError(`--parameters has "${pair}"; write Name=value, several with commas`);
  }
  const variable = environmentNames.get(name);
  if (variable !== undefined) return [variable, rest.join('=')];
  const hint = suggestion(name, [...environmentNames.keys()]);
  throw new UsageError(`--parameters names ${name}, which the stack does not have; ${hint}`);
};

/** As the environment of a function would hold them, where their values are checked. */
export const readParameterOption = (text: string | undefined): Readonly<Record<string, string>> =>
  text === undefined ? {} : Object.fromEntries(text.split(',').map(variableOf));
