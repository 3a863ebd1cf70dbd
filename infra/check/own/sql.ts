import { clockInSql } from '../../lint/rules/no-clock-in-sql.ts';

/** The lines of an SQL file that read the server's clock instead of `clock_instant()`. */
export function clockComplaints(path: string, source: string): string[] {
  return source.split('\n').flatMap((line, index) => (clockInSql.test(line) ? [`${path}:${index + 1}`] : []));
}
