/** From the schema's issues to problems: one per fault, each at its own path, showing what stands there. */
import type * as z from 'zod';
import { type Problem, pathText, valueText, wholeFile } from './problem.ts';

type Issue = z.core.$ZodIssue;

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, root);

/** Of the branches of a union, the one whose type was right, so that only its faults are told. */
const branchMeant = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code !== 'invalid_type'),
  ) ??
  branches[0] ??
  [];

const within = (parent: Issue, children: readonly Issue[]): readonly Issue[] =>
  children.map((child) => ({ ...child, path: [...parent.path, ...child.path] }));

const flatten = (issue: Issue): readonly Issue[] => {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return within(issue, branchMeant(issue.errors)).flatMap(flatten);
  }
  if (issue.code === 'invalid_key') return within(issue, issue.issues).flatMap(flatten);
  return [issue];
};

const unknownKeys = (issue: z.core.$ZodIssueUnrecognizedKeys): readonly Issue[] => {
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    ...issue,
    keys: [key],
    path: [...issue.path, key],
    message: messages[index] ?? issue.message,
  }));
};

export const problemsFrom = (
  issues: readonly Issue[],
  root: unknown,
  prefix: readonly PropertyKey[] = [],
): readonly Problem[] =>
  issues
    .flatMap(flatten)
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue) : [issue]))
    .map(({ path, message }) => ({
      path: pathText([...prefix, ...path]) || wholeFile,
      value: valueText(valueAt(root, path)),
      message,
    }));
