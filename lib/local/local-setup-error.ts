/** The local world cannot start as it was asked to; the message says all there is to say. */
export class LocalSetupError extends Error {
  override readonly name = 'LocalSetupError';
}
