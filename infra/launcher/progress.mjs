const everyMs = 5_000;

/**
 * Says what takes a while, again every five seconds, and how long it took; on stderr, out of the command's own output.
 * @template Result
 * @param {string} what @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withProgress(what, work) {
  const began = performance.now();
  const elapsed = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  say(`${what} …`);
  const ticking = setInterval(() => say(`  … ${elapsed()}`), everyMs);
  try {
    const result = await work();
    say(`  done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}

/** @param {string} line */
const say = (line) => void process.stderr.write(`constellation: ${line}\n`);
