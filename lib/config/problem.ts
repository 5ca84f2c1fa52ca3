/** One thing that is wrong with what an operator wrote: where, what stands there, and what to do about it. */
export type Problem = {
  readonly path: string;
  readonly value: string;
  /** Holds the bound and the remedy. */
  readonly message: string;
};

/** At the top there is no path to name. */
export const wholeFile = '(file)';

const longestShown = 60;

const plainKey = /^[A-Za-z_][\w-]*$/;

/** `['services', 2, 'max']` reads `services[2].max`, as one would say it. */
export const pathText = (segments: readonly PropertyKey[]): string =>
  segments.reduce<string>((path, segment) => {
    if (typeof segment === 'number') return `${path}[${segment}]`;
    const key = String(segment);
    if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');

/** Short and shallow, since the value may be anything, however large or deep. */
export const valueText = (value: unknown): string => {
  if (value === undefined) return '(missing)';
  if (value === null) return '(empty)';
  if (Array.isArray(value)) return `(a list of ${value.length})`;
  if (typeof value === 'object') return '(a mapping)';
  const text = String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
};

/** More would bury a log, and a file that wrong was not meant to be a fleet file. */
const mostTold = 200;

/** The same fault may be seen from several sides; it is told once. */
export const toldOnce = (problems: readonly Problem[]): readonly Problem[] => {
  const different = [
    ...new Map(
      problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]),
    ).values(),
  ];
  if (different.length <= mostTold) return different;
  const more = different.length - mostTold;
  const message = `more problems are not listed; correct the first ${mostTold} and look again`;
  return [...different.slice(0, mostTold), { path: wholeFile, value: String(more), message }];
};

/** `services[2].max: 0: must be …`, one line per problem, for terminals and logs. */
export const problemLine = ({ path, value, message }: Problem): string =>
  `${path}: ${value}: ${message}`;
