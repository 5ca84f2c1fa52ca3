/** Errors as RFC 9457 has them: one shape whatever went wrong, that a program can read and a person understand. */
import * as z from 'zod';

export const problemSchema = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'What the status means' }),
  status: z.int().min(400).max(599),
  detail: z.string().meta({ description: 'What was wrong here, and what to do about it' }),
  instance: z.string().meta({ description: 'Names this request in the log' }),
  issues: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'Everything that is wrong with the request, at once' }),
});

export type ProblemBody = z.infer<typeof problemSchema>;

/** A record and not a list: what can be answered is what the published document promises. */
export const problemTitles = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof problemTitles;

export type Issue = { readonly path: string; readonly message: string };

/** Thrown by handlers, answered as what it is; anything else that is thrown is a 500 and tells no details. */
export class HttpProblem extends Error {
  readonly status: ProblemStatus;
  readonly issues: readonly Issue[];

  constructor(
    status: ProblemStatus,
    detail: string,
    options: { readonly issues?: readonly Issue[]; readonly cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.issues = options.issues ?? [];
  }
}

const mostIssues = 20;

export const problemBody = (problem: HttpProblem, requestId: string): ProblemBody => ({
  type: 'about:blank',
  title: problemTitles[problem.status],
  status: problem.status,
  detail: problem.message,
  instance: `urn:request:${requestId}`,
  ...(problem.issues.length === 0 ? {} : { issues: problem.issues.slice(0, mostIssues) }),
});
