/** dynalite ships no types; this is all we use of it. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  const dynalite: (options?: { readonly createTableMs?: number; readonly path?: string }) => Server;
  // biome-ignore lint/style/noDefaultExport: a CommonJS module's export is its default.
  export default dynalite;
}
