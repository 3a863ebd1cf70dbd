import house from '../../oxlint.config.ts';

/** The house's own configuration over a small house in which everything is wrong. */
export default { ...house, ignorePatterns: [] };
