/** The page is the one part of the project that runs in a browser. */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
