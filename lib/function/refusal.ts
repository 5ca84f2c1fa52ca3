import { type Problem, problemLine } from '#config/problem.ts';

/** One error with everything that is wrong, so that one deploy can mend it all. */
export const refusal = (what: string, problems: readonly Problem[]): Error =>
  new Error([`${what} is refused:`, ...problems.map(problemLine)].join('\n  '));
