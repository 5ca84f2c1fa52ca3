/** The text is no load that can be used; the message says where and what to do. */
export class BadLoad extends Error {
  override readonly name = 'BadLoad';
}
