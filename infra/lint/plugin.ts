import { asOnlyAtParse } from './rules/as-only-at-parse.ts';
import { noClockInSql } from './rules/no-clock-in-sql.ts';
import { noCurrentDate } from './rules/no-current-date.ts';
import { noModuleState } from './rules/no-module-state.ts';
import { noDecorators, noEnums } from './rules/plain-syntax.ts';
import { preciseNames } from './rules/precise-names.ts';

/** The house rules that oxlint has no rule for. */
const plugin = {
  meta: { name: 'house' },
  rules: {
    'as-only-at-parse': asOnlyAtParse,
    'no-clock-in-sql': noClockInSql,
    'no-current-date': noCurrentDate,
    'no-decorators': noDecorators,
    'no-enums': noEnums,
    'no-module-state': noModuleState,
    'precise-names': preciseNames,
  },
};

// oxlint-disable-next-line import/no-default-export -- how oxlint loads a plugin
export default plugin;
