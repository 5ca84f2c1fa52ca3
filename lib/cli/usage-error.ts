/** The command line itself is wrong: exit code 2, and no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for cannot be done, and the message says all there is to say: exit code 1. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
}
