import type { ImportLinesOptions } from './import-lines.ts';

/** An import that can begin: what is in the file, and where it goes. */
export interface OpenImport<Foreign> extends Pick<ImportLinesOptions<Foreign>, 'lines' | 'takeOver'>, AsyncDisposable {
  /** What there is to say of it beside the numbers. */
  notes(): readonly string[];
}
