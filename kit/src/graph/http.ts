/** placeholder */
export async function serveGraph(..._: unknown[]): Promise<AsyncDisposable & { url: string }> {
  throw new Error('later');
}
