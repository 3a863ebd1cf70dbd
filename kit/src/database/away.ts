/** Connection failures, too little room, a server that stops or starts, its system's errors; and whom a deadlock hit. */
const codes = /^(E[A-Z]+|08...|53...|57P0.|58...|40001|40P01)$/;

/** What pg says without a code. */
const words = /Connection terminated|timeout exceeded when trying to connect|connection error|Query read timeout/;

/** Whether an error says that the database cannot work now, and nothing of what it was asked to do. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return codes.test(code) || words.test(error.message) || isDatabaseAway(error.cause);
}
