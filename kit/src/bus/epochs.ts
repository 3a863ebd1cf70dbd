/** The epochs of streams, remembered for a while. */
export interface Epochs {
  /** The same promise for as long as it is remembered; with `anew` the log is asked whatever is. */
  of(stream: string, anew?: 'anew'): Promise<string>;
  /** Asks anew from now on: the log may be another one by now. */
  forget(): void;
}

/** Who makes a stream anew without cutting connections is noticed after this time. */
export const rememberedMs = 10_000;

export function rememberEpochs(ask: (stream: string) => Promise<string>): Epochs {
  const known = new Map<string, { readonly epoch: Promise<string>; readonly askedAt: number }>();
  return {
    of: (stream, anew) => {
      const remembered = known.get(stream);
      if (remembered && !anew && performance.now() - remembered.askedAt < rememberedMs) return remembered.epoch;
      const asked = { epoch: ask(stream), askedAt: performance.now() };
      known.set(stream, asked);
      asked.epoch.catch(() => {
        if (known.get(stream) === asked) known.delete(stream);
      });
      return asked.epoch;
    },
    forget: () => known.clear(),
  };
}
