/** citty lets unknown options pass in silence; a mistyped `--tabel` must not. */
import type { ArgDef, ArgsDef } from 'citty';
import { nearest } from '#config/nearest.ts';
import { UsageError } from './usage-error.ts';

const takesValue = (definition: ArgDef): boolean =>
  definition.type === 'string' || definition.type === 'enum';

const unknownOption = (command: string, option: string, known: readonly string[]): UsageError => {
  const close = nearest(option, known);
  const hint = close === null ? `run flyball ${command} --help` : `did you mean --${close}?`;
  return new UsageError(`flyball ${command} has no option --${option}; ${hint}`);
};

/** How many arguments the option and its value take up. */
const checkOption = (
  command: string,
  token: string,
  next: string | undefined,
  definitions: ArgsDef,
): 1 | 2 => {
  const [option = '', inlineValue] = token.replace(/^--?/, '').split('=', 2);
  const known = Object.entries(definitions).filter(([, { type }]) => type !== 'positional');
  const definition = known.find(([name]) => name === option)?.[1];
  if (definition === undefined && /^-\d/.test(token)) {
    throw new UsageError(`flyball ${command} got ${token}, and no number of it may be negative`);
  }
  if (definition === undefined) {
    throw unknownOption(command, option, [...known.map(([name]) => name), 'help']);
  }
  if (!takesValue(definition)) {
    if (inlineValue === undefined) return 1;
    throw new UsageError(`--${option} takes no value, but got "${inlineValue}"; leave it out`);
  }
  const value = inlineValue ?? next;
  if (
    value === undefined ||
    value === '' ||
    (inlineValue === undefined && value.startsWith('--'))
  ) {
    throw new UsageError(`--${option} needs a value; write --${option} <value>`);
  }
  return inlineValue === undefined ? 2 : 1;
};

export const checkArguments = (
  command: string,
  rawArgs: readonly string[],
  definitions: ArgsDef,
): void => {
  const positionals = Object.entries(definitions).filter(([, { type }]) => type === 'positional');
  const given: string[] = [];
  for (let index = 0; index < rawArgs.length; ) {
    const token = rawArgs[index] ?? '';
    if (token.startsWith('-') && token !== '-') {
      index += checkOption(command, token, rawArgs[index + 1], definitions);
    } else {
      given.push(token);
      index += 1;
    }
  }
  const surplus = given[positionals.length];
  if (surplus !== undefined) {
    throw new UsageError(
      `flyball ${command} does not expect "${surplus}"; run flyball ${command} --help`,
    );
  }
  const missing = positionals[given.length];
  if (missing !== undefined && missing[1].required !== false) {
    const [name, { description }] = missing;
    throw new UsageError(`flyball ${command} needs <${name}>: ${description}`);
  }
};
