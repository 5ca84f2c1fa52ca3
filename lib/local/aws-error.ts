/** An error as AWS would answer it; handlers throw it, and the wire puts it in its protocol's words. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The shape's name, as in `ServiceNotFoundException`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
