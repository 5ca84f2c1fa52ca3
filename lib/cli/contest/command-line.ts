/** The command line that asks for the same again, to be quoted beside what it gave. */

type Given = Readonly<Record<string, unknown>>;

const quoted = (value: string): string =>
  /^[\w./:=@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/** `names` are the options the command knows; of what the parser adds for itself nothing is quoted. */
export const commandLine = (command: string, options: Given, names: readonly string[]): string => {
  const parts = names.flatMap((name) => {
    const value = options[name];
    if (value === true) return [`--${name}`];
    return typeof value === 'string' ? [`--${name}`, quoted(value)] : [];
  });
  return ['flyball', command, ...parts].join(' ');
};
