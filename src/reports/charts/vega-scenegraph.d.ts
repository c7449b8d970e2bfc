declare module 'vega-scenegraph' {
  /** How vega measures text: replaced, because without a canvas it guesses. */
  export const textMetrics: {
    width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
  };
}
