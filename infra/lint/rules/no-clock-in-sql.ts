import { rule } from '../rule.ts';

/** SQL that reads the server's clock; what decides must ask `clock_instant()`, which tests can move. */
export const clockInSql = new RegExp(
  [
    String.raw`(?<![\w.])(now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\s*\(\s*\)`,
    String.raw`\b(current_timestamp|current_date|current_time|localtimestamp)\b`,
  ].join('|'),
  'i',
);

/** Refuses the server's clock in string literals and templates. */
export const noClockInSql = rule('SQL asks clock_instant() for the time.', (refuse) => ({
  Literal(node) {
    if (typeof node.value === 'string' && clockInSql.test(node.value)) refuse(node);
  },
  TemplateElement(node) {
    if (clockInSql.test(node.value.raw)) refuse(node);
  },
}));
