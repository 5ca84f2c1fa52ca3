/** Server-sent events to every page that is open. */
import type { ServerResponse } from 'node:http';

export type Broadcast = {
  readonly add: (response: ServerResponse, first: object) => void;
  readonly send: (event: object) => void;
  readonly size: () => number;
  readonly end: () => void;
};

/** A page that reads slower than this much behind is let go; it comes back by itself and is told everything anew. */
const mostBehindBytes = 8 * 1024 * 1024;

const mostPages = 50;

const asEvent = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;

export const createBroadcast = (): Broadcast => {
  const pages = new Set<ServerResponse>();
  return {
    add: (response, first) => {
      if (pages.size >= mostPages) {
        response.writeHead(503, { 'content-type': 'text/plain' });
        response.end(`${mostPages} pages are open; close one`);
        return;
      }
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      });
      response.write(asEvent(first));
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    send: (event) => {
      const text = asEvent(event);
      for (const page of pages) {
        if (page.writableLength > mostBehindBytes) page.destroy();
        else page.write(text);
      }
    },
    size: () => pages.size,
    end: () => {
      for (const page of pages) page.end();
    },
  };
};
