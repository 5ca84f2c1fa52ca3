/** A terminal that is taken over for a while: drawn on as a whole, and listened to. */

/** `closed`: nobody types any more, or the process was told to end. */
export type ScreenEvent =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'resized' }
  | { readonly kind: 'closed' };

export type Size = { readonly columns: number; readonly rows: number };

export type Screen = {
  readonly size: () => Size;
  readonly draw: (lines: readonly string[]) => void;
  /** Leaves the terminal as it was found; a second time it does nothing. */
  readonly close: () => void;
};

export type OpenScreen = (hear: (event: ScreenEvent) => void) => Screen;
